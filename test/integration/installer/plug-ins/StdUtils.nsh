# In place of the plug-in of the same name: the functions that electron-builder's script calls.
!ifndef STDUTILS_SUBSTITUTE
!define STDUTILS_SUBSTITUTE
!include FileFunc.nsh
!define StdUtils.TestParameter "!insertmacro substituteTestParameter"
# Without LogicLib: it is used inside of LogicLib's conditions.
!macro substituteTestParameter OUT NAME
  Push $R6
  Push $R7
  Push $R8
  ${GetParameters} $R7
  ClearErrors
  ${GetOptions} $R7 "--${NAME}" $R6
  StrCpy $R8 "true"
  IfErrors 0 +2
    StrCpy $R8 "false"
  ClearErrors
  ${GetOptions} $R7 "/${NAME}" $R6
  IfErrors +2
    StrCpy $R8 "true"
  ClearErrors
  Exch $R8
  Exch 2
  Pop $R6
  Pop $R7
  Pop ${OUT}
!macroend
!define StdUtils.GetAllParameters "!insertmacro substituteAllParameters"
!macro substituteAllParameters OUT TRUNCATE
  # NSIS cuts /D= off from what it gives to scripts.
  System::Call 'kernel32::GetCommandLineW()w.s'
  Pop ${OUT}
!macroend
!define StdUtils.GetParentPath "!insertmacro substituteParentPath"
!macro substituteParentPath OUT PATH
  ${GetParent} "${PATH}" ${OUT}
!macroend
!define StdUtils.ExecShellAsUser "!insertmacro substituteExecShell"
!macro substituteExecShell OUT FILE VERB ARGUMENTS
  ExecShell "${VERB}" "${FILE}" "${ARGUMENTS}"
!macroend
!endif
