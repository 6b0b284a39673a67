# What the installer for Windows asks beyond electron-builder's own questions, in German (1031) and English (1033).
#
# Installing: a page with two options that are off unless somebody wants them: start with Windows, and open links of
# the scheme ews-konnektor. Silently: /AUTOSTART=1 or 0, /LINKS=1 or 0. The truth is what Windows holds, in the part of
# the registry of the installation (all users or this one): what is registered there before is ticked, and an upgrade
# that asks nothing leaves it as it was. The application changes the same entries in its settings.
#
# Removing: a page asks what to keep of the data of the Windows user who removes it; everything is ticked. Silently
# everything is kept but what /KEEPSETTINGS=0, /KEEPPASSWORDS=0, /KEEPDATA=0 or /KEEPRECORDS=0 names. A folder that the data was
# moved to is never touched: to remove a folder that somebody chose, by what a file says, is too dangerous for a script
# that may run with all rights.
#
# electron-builder includes this file before its own script, once for the installer and once for the uninstaller
# (BUILD_UNINSTALLER), so that what needs MUI stands in macros that it inserts later.

!include nsDialogs.nsh
!include LogicLib.nsh
!include FileFunc.nsh

!define LINK_SCHEME "ews-konnektor"
!define LINK_KEY "Software\Classes\${LINK_SCHEME}"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"

# @param NAME of the switch  @param VARIABLE that gets "1" or "0"; unchanged without the switch
!macro readSwitch NAME VARIABLE
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/${NAME}=" $R1
  ${IfNot} ${Errors}
    StrCpy $R1 $R1 1 # a space follows where /D= stood
    ${If} $R1 == "1"
      StrCpy ${VARIABLE} "1"
    ${Else}
      StrCpy ${VARIABLE} "0"
    ${EndIf}
  ${EndIf}
  ClearErrors
!macroend

!ifndef BUILD_UNINSTALLER

LangString choicesTitle 1031 "Optionen"
LangString choicesTitle 1033 "Options"
LangString choicesSubtitle 1031 "Beides lässt sich später in den Einstellungen des Programms ändern."
LangString choicesSubtitle 1033 "Both can be changed later in the settings of the application."
LangString choicesAutostart 1031 "&Mit Windows starten"
LangString choicesAutostart 1033 "&Start with Windows"
LangString choicesAutostartHint 1031 "Das Programm startet bei der Anmeldung im Hintergrund, damit die Synchronisation weiterläuft."
LangString choicesAutostartHint 1033 "The application starts in the background at sign-in, so that the synchronisation goes on."
LangString choicesLinks 1031 "&Links der Form ews-konnektor: öffnen"
LangString choicesLinks 1033 "Open &links of the form ews-konnektor:"
LangString choicesLinksHint 1031 "Ein Link, zum Beispiel in einem Ticket, zeigt einen Konnektor oder ein Konto. Er ändert nichts."
LangString choicesLinksHint 1033 "A link, for example in a ticket, shows a connector or an account. It changes nothing."

Var choicesReadFor # the installation mode whose choices are in the two variables below
Var wantsAutostart
Var wantsLinks
Var autostartBox
Var linksBox

!macro customInit
  # Silently, without a word about for whom, and without the right to install for all: for this user.
  ${If} ${Silent}
  ${AndIf} $installMode == "all"
  ${AndIf} $hasPerMachineInstallation != "1"
    ${IfNot} ${UAC_IsAdmin}
      !insertmacro setInstallModePerUser
    ${EndIf}
  ${EndIf}
!macroend

!macro customPageAfterChangeDir
  Function readChoices
    ${If} $choicesReadFor == $installMode
      Return
    ${EndIf}
    StrCpy $choicesReadFor $installMode
    StrCpy $wantsAutostart "0"
    StrCpy $wantsLinks "0"
    ReadRegStr $R0 SHELL_CONTEXT "${RUN_KEY}" "${APP_ID}"
    ReadRegStr $R1 HKEY_CURRENT_USER "${RUN_KEY}" "${APP_ID}"
    ${If} "$R0$R1" != ""
      StrCpy $wantsAutostart "1"
    ${EndIf}
    ReadRegStr $R0 SHELL_CONTEXT "${LINK_KEY}\shell\open\command" ""
    ReadRegStr $R1 HKEY_CURRENT_USER "${LINK_KEY}\shell\open\command" ""
    ${If} "$R0$R1" != ""
      StrCpy $wantsLinks "1"
    ${EndIf}
    !insertmacro readSwitch "AUTOSTART" $wantsAutostart
    !insertmacro readSwitch "LINKS" $wantsLinks
  FunctionEnd

  Function choicesPage
    ${If} ${isUpdated}
      Abort
    ${EndIf}
    Call readChoices
    !insertmacro MUI_HEADER_TEXT "$(choicesTitle)" "$(choicesSubtitle)"
    nsDialogs::Create 1018
    Pop $0
    ${If} $0 == error
      Abort
    ${EndIf}
    ${NSD_CreateCheckbox} 0 10u 100% 12u "$(choicesAutostart)"
    Pop $autostartBox
    ${NSD_CreateLabel} 12u 23u 94% 20u "$(choicesAutostartHint)"
    Pop $0
    ${NSD_CreateCheckbox} 0 52u 100% 12u "$(choicesLinks)"
    Pop $linksBox
    ${NSD_CreateLabel} 12u 65u 94% 20u "$(choicesLinksHint)"
    Pop $0
    ${If} $wantsAutostart == "1"
      ${NSD_Check} $autostartBox
    ${EndIf}
    ${If} $wantsLinks == "1"
      ${NSD_Check} $linksBox
    ${EndIf}
    ${NSD_SetFocus} $autostartBox
    nsDialogs::Show
  FunctionEnd

  Function choicesPageLeave
    ${NSD_GetState} $autostartBox $wantsAutostart
    ${NSD_GetState} $linksBox $wantsLinks
  FunctionEnd

  Page custom choicesPage choicesPageLeave
!macroend

!macro customInstall
  Call readChoices
  ${If} $installMode == "all"
    # What this user had alone now holds for all.
    DeleteRegValue HKEY_CURRENT_USER "${RUN_KEY}" "${APP_ID}"
    DeleteRegKey HKEY_CURRENT_USER "${LINK_KEY}"
  ${EndIf}
  ${If} $wantsAutostart == "1"
    WriteRegStr SHELL_CONTEXT "${RUN_KEY}" "${APP_ID}" '"$appExe" --hidden'
  ${Else}
    DeleteRegValue SHELL_CONTEXT "${RUN_KEY}" "${APP_ID}"
  ${EndIf}
  ${If} $wantsLinks == "1"
    WriteRegStr SHELL_CONTEXT "${LINK_KEY}" "" "URL:${PRODUCT_NAME}"
    WriteRegStr SHELL_CONTEXT "${LINK_KEY}" "URL Protocol" ""
    WriteRegStr SHELL_CONTEXT "${LINK_KEY}\shell\open\command" "" '"$appExe" "%1"'
  ${Else}
    DeleteRegKey SHELL_CONTEXT "${LINK_KEY}"
  ${EndIf}
  ClearErrors
!macroend

!else # BUILD_UNINSTALLER

LangString keepTitle 1031 "Was soll bleiben?"
LangString keepTitle 1033 "What is to be kept?"
LangString keepSubtitle 1031 "Was angekreuzt ist, findet eine spätere Installation wieder."
LangString keepSubtitle 1033 "What is ticked is found again by a later installation."
LangString keepSettings 1031 "&Einstellungen, Konnektoren und Konten"
LangString keepSettings 1033 "&Settings, connectors and accounts"
LangString keepPasswords 1031 "&Passwörter und Anmeldungen (verschlüsselt)"
LangString keepPasswords 1033 "&Passwords and sign-ins (encrypted)"
LangString keepData 1031 "S&ynchronisierte Daten und was womit verbunden ist"
LangString keepData 1033 "S&ynchronised data, and what is connected with what"
LangString keepRecords 1031 "P&rotokolle und Testergebnisse"
LangString keepRecords 1033 "&Logs and test results"
LangString keepWhose 1031 "Gemeint sind die Daten des Windows-Benutzers, der das Programm entfernt. Die Daten anderer Benutzer dieses Computers bleiben unberührt, ebenso ein Datenordner, der an einen anderen Ort verschoben wurde."
LangString keepWhose 1033 "This is about the data of the Windows user who removes the application. The data of other users of this computer stays untouched, and so does a data folder that was moved to another place."
LangString keepConfirm 1031 "Was nicht angekreuzt ist, wird unwiderruflich gelöscht. Fortfahren?"
LangString keepConfirm 1033 "What is not ticked is deleted for good. Continue?"

# "0": it goes. Empty, when nobody said anything: it stays.
Var keepsSettings
Var keepsPasswords
Var keepsData
Var keepsRecords
Var settingsBox
Var passwordsBox
Var dataBox
Var recordsBox

!macro customUnInit
  !insertmacro readSwitch "KEEPSETTINGS" $keepsSettings
  !insertmacro readSwitch "KEEPPASSWORDS" $keepsPasswords
  !insertmacro readSwitch "KEEPDATA" $keepsData
  !insertmacro readSwitch "KEEPRECORDS" $keepsRecords
!macroend

!macro keepBox TOP TEXT STATE BOX
  ${NSD_CreateCheckbox} 0 ${TOP} 100% 12u "${TEXT}"
  Pop ${BOX}
  ${If} ${STATE} != "0"
    ${NSD_Check} ${BOX}
  ${EndIf}
!macroend

!macro customUnWelcomePage
  !insertmacro MUI_UNPAGE_WELCOME

  Function un.keepPage
    !insertmacro MUI_HEADER_TEXT "$(keepTitle)" "$(keepSubtitle)"
    nsDialogs::Create 1018
    Pop $0
    ${If} $0 == error
      Abort
    ${EndIf}
    !insertmacro keepBox 4u "$(keepSettings)" $keepsSettings $settingsBox
    !insertmacro keepBox 20u "$(keepPasswords)" $keepsPasswords $passwordsBox
    !insertmacro keepBox 36u "$(keepData)" $keepsData $dataBox
    !insertmacro keepBox 52u "$(keepRecords)" $keepsRecords $recordsBox
    ${NSD_CreateLabel} 0 76u 100% 40u "$(keepWhose)"
    Pop $0
    ${NSD_SetFocus} $settingsBox
    nsDialogs::Show
  FunctionEnd

  Function un.keepPageLeave
    ${NSD_GetState} $settingsBox $keepsSettings
    ${NSD_GetState} $passwordsBox $keepsPasswords
    ${NSD_GetState} $dataBox $keepsData
    ${NSD_GetState} $recordsBox $keepsRecords
    ${If} "$keepsSettings$keepsPasswords$keepsData$keepsRecords" != "1111"
      MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(keepConfirm)" IDYES confirmed
      Abort
      confirmed:
    ${EndIf}
  FunctionEnd

  UninstPage custom un.keepPage un.keepPageLeave
!macroend

# Every document of the application, with the copies that it made of damaged or older ones (name.suffix.json).
!macro deleteDocument NAME
  Delete "$APPDATA\${PRODUCT_FILENAME}\${NAME}.json"
  Delete "$APPDATA\${PRODUCT_FILENAME}\${NAME}.*.json"
!macroend

# The variables of electron-builder's script are known here.
!macro customHeader
  # As the user whose data it is: in an installation for all, the process that removes the program is another one, and
  # may belong to another user. It is told by registers: $1 settings, $2 passwords, $3 data, $4 records; "0": delete.
  Function un.deleteData
    SetShellVarContext current
    ${If} $1 == "0"
      !insertmacro deleteDocument "connections"
      !insertmacro deleteDocument "settings"
      !insertmacro deleteDocument "certificates"
      !insertmacro deleteDocument "sync-control"
      !insertmacro deleteDocument "failed-logons"
      !insertmacro deleteDocument "told-expiries"
      !insertmacro deleteDocument "window"
      !insertmacro deleteDocument "updates"
      !insertmacro deleteDocument "own-choices"
    ${EndIf}
    ${If} $2 == "0"
      !insertmacro deleteDocument "secrets"
      !insertmacro deleteDocument "sign-ins"
    ${EndIf}
    ${If} $3 == "0"
      RMDir /r "$APPDATA\${PRODUCT_FILENAME}\prime"
    ${EndIf}
    ${If} $4 == "0"
      !insertmacro deleteDocument "results"
      !insertmacro deleteDocument "incidents"
      !insertmacro deleteDocument "problems"
      RMDir /r "$APPDATA\${PRODUCT_FILENAME}\logs"
      RMDir /r "$APPDATA\${PRODUCT_FILENAME}\test-history"
      RMDir /r "$APPDATA\${PRODUCT_FILENAME}\updates"
    ${EndIf}
    ${If} "$1$2$3$4" == "0000"
      RMDir /r "$APPDATA\${PRODUCT_FILENAME}" # with what Chromium keeps there
    ${EndIf}
    # The installer that electron-builder leaves for the next update.
    RMDir /r "$LOCALAPPDATA\${APP_PACKAGE_NAME}-updater"
    ${If} $installMode == "all"
      SetShellVarContext all
    ${EndIf}
  FunctionEnd

  # What the user registered in the settings, if it starts this installation.
  Function un.deleteRegistrations
    StrLen $0 '"$INSTDIR\'
    ReadRegStr $1 HKEY_CURRENT_USER "${RUN_KEY}" "${APP_ID}"
    StrCpy $1 $1 $0
    ${If} $1 == '"$INSTDIR\'
      DeleteRegValue HKEY_CURRENT_USER "${RUN_KEY}" "${APP_ID}"
    ${EndIf}
    ReadRegStr $1 HKEY_CURRENT_USER "${LINK_KEY}\shell\open\command" ""
    StrCpy $1 $1 $0
    ${If} $1 == '"$INSTDIR\'
      DeleteRegKey HKEY_CURRENT_USER "${LINK_KEY}"
    ${EndIf}
  FunctionEnd
!macroend

!macro callAsUser FUNCTION
  ${If} ${UAC_IsInnerInstance}
    !insertmacro UAC_AsUser_Call Function ${FUNCTION} ${UAC_SYNCREGISTERS}|${UAC_SYNCINSTDIR}
  ${Else}
    Call ${FUNCTION}
  ${EndIf}
!macroend

!macro customUnInstall
  # An upgrade removes the old version with --updated: data and choices stay.
  ${IfNot} ${isUpdated}
    ${If} $installMode == "all"
      DeleteRegValue HKEY_LOCAL_MACHINE "${RUN_KEY}" "${APP_ID}"
      DeleteRegKey HKEY_LOCAL_MACHINE "${LINK_KEY}"
    ${EndIf}
    !insertmacro callAsUser un.deleteRegistrations
    StrCpy $1 $keepsSettings
    StrCpy $2 $keepsPasswords
    StrCpy $3 $keepsData
    StrCpy $4 $keepsRecords
    !insertmacro callAsUser un.deleteData
    ClearErrors
  ${EndIf}
!macroend

!endif
