export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/*
 * Each script asks `steward complete`, which answers one candidate a line with a tab before its description: so names from the store are as
 * fresh as the store, and a script never has to be made again.
 */

const scripts: Record<Shell, string> = {
  bash: `_steward() {
  local IFS=$'\\n' word="\${COMP_WORDS[COMP_CWORD]}"
  local candidates
  candidates=$(steward complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f 1)
  COMPREPLY=()
  local candidate
  for candidate in $candidates; do
    [[ "$word" == [\\"\\']* ]] && COMPREPLY+=("$candidate") || COMPREPLY+=("$(printf '%q' "$candidate")")
  done
}
complete -o default -F _steward steward
`,
  zsh: `#compdef steward
_steward() {
  local -a candidates
  local line
  while IFS= read -r line; do
    candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done < <(steward complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( \${#candidates} )) && _describe steward candidates || _files
}
# Loaded from a folder of completions, this file is the function itself.
if [[ "$funcstack[1]" == _steward ]]; then
  _steward "$@"
else
  compdef _steward steward
fi
`,
  fish: `function __steward_complete
  set -l words (commandline -opc) (commandline -ct)
  steward complete -- $words[2..-1] 2>/dev/null
end
complete -c steward -a '(__steward_complete)'
`,
};

/** The script that a shell loads. */
export const completionScript = (shell: Shell): string => scripts[shell];
