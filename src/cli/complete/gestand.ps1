# Completions of gestand for PowerShell. In $PROFILE: gestand completions powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName gestand -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
        ForEach-Object { if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text } })
    # An empty word does not reach a program in every version, so its place is said.
    $index = if ($wordToComplete -eq '') { $words.Count } else { $words.Count - 1 }
    $before = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $found = @(& gestand complete powershell --index $index '--' @words 2>$null)
    } finally {
        [Console]::OutputEncoding = $before
    }
    # 3 says that files belong here; without an answer PowerShell completes those.
    if ($LASTEXITCODE -eq 3) { return }
    foreach ($line in $found) {
        $value, $about = $line -split "`t", 2
        if (-not $about) { $about = $value }
        $typed = $value
        if ($value -notmatch '^[\w./=#-]+$') { $typed = "'" + $value.Replace("'", "''") + "'" }
        [System.Management.Automation.CompletionResult]::new($typed, $value, 'ParameterValue', $about)
    }
}
