@echo off
rem MS EWS Konnektor on the command line: ews-konnektor status, test, sync, support-package, version, help
rem cmd.exe does not wait for a program with windows; a script does, and has its exit code.
setlocal DisableDelayedExpansion
if "%~1"=="" goto help
"%~dp0MS EWS Konnektor.exe" %*
exit /b %ERRORLEVEL%
:help
"%~dp0MS EWS Konnektor.exe" help
exit /b %ERRORLEVEL%
