# Installs Dasbor Pora from this folder, without internet: powershell -ExecutionPolicy Bypass -File install.ps1
Set-Location -LiteralPath $PSScriptRoot
$wanted = (Get-Content -LiteralPath PYTHON).Trim()
if (-not (Get-Command py -ErrorAction SilentlyContinue)) {
    Write-Output "Arsip ini untuk Python $wanted; py tidak ada. (made for Python $wanted, from python.org)"
    exit 1
}
& py "-$wanted" install.py
exit $LASTEXITCODE
