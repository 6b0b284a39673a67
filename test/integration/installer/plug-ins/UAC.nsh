# In place of the plug-in of the same name, for a program that already has all rights.
!ifndef UAC_SUBSTITUTE
!define UAC_SUBSTITUTE
!include LogicLib.nsh
!define UAC_SYNCREGISTERS 0x1
!define UAC_SYNCINSTDIR 0x8
!define UAC_IsAdmin `"" UAC_IsAdmin ""`
!macro _UAC_IsAdmin _a _b _t _f
  StrCmp "$CMDLINE" "" `${_f}` `${_t}`
!macroend
!define UAC_IsInnerInstance `"" UAC_IsInnerInstance ""`
!macro _UAC_IsInnerInstance _a _b _t _f
  StrCmp "$CMDLINE" "" `${_t}` `${_f}`
!macroend
!macro UAC_RunElevated
!macroend
!macro UAC_AsUser_Call type name flags
  Call ${name}
!macroend
!endif
