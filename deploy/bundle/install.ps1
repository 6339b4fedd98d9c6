# Installs Dasbor Pora from this folder, without internet: checks every file, then makes .venv from wheels\.
# powershell -ExecutionPolicy Bypass -File install.ps1
$ErrorActionPreference = "Stop"
Set-Location -LiteralPath $PSScriptRoot
$wanted = (Get-Content -LiteralPath PYTHON).Trim()

foreach ($line in Get-Content -LiteralPath SHA256SUMS -Encoding UTF8) {
    $sum, $name = $line -split "  ", 2
    if ((Get-FileHash -LiteralPath $name -Algorithm SHA256).Hash -ne $sum) {
        Write-Error "$name berubah atau rusak. Salin ulang arsipnya. (not as it was made)"
    }
}
& py "-$wanted" -m venv .venv
if ($LASTEXITCODE) { Write-Error "Arsip ini untuk Python $wanted. (made for Python $wanted)" }
& .venv\Scripts\python -m pip install -q --disable-pip-version-check --no-index --no-deps --find-links wheels `
    --require-hashes -r requirements-offline.txt
if ($LASTEXITCODE) { exit 1 }
$data = if ($env:PORA_DATA_DIR) { $env:PORA_DATA_DIR } else { "data" }
if ((Test-Path boundaries) -and -not (Test-Path "$data\boundaries\manifest.json")) {
    New-Item -ItemType Directory -Force $data | Out-Null
    Copy-Item -Recurse boundaries $data
}
Write-Output "Terpasang. Berikutnya (installed; next):"
Write-Output "  .venv\Scripts\python -m etl build --no-sample"
Write-Output "  .venv\Scripts\python -m etl doctor"
Write-Output "  .venv\Scripts\python -m streamlit run dashboard.py"
