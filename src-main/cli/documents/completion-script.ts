export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/*
 * Each script asks `steward complete`, which answers one candidate a line with a tab before its description: so names from the store are as
 * fresh as the store, and a script never has to be made again.
 */

const scripts: Record<Shell, string> = {
  bash: `_steward() {
  local IFS=$'\\n' line="\${COMP_LINE:0:COMP_POINT}" words=() count=-1 piece='' i
  # Bash splits at signs such as @ and : too. What stands together in the line is one word.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    piece="\${COMP_WORDS[i]}"
    if [[ "$count" == -1 || "$line" == [[:space:]]* ]]; then
      count=$((count + 1))
      words[count]="$piece"
      line="\${line#"\${line%%[![:space:]]*}"}"
    else
      words[count]+="$piece"
    fi
    line="\${line#"$piece"}"
  done
  local word="\${words[count]}" kept='' candidate candidates
  # Readline replaces what follows the last of these signs; an @ is replaced with it.
  [[ "$word" == [\\"\\']* || "$word" != *[@:=]* ]] || kept="\${word%"\${word##*[@:=]}"}"
  kept="\${kept%@}"
  candidates=$(steward complete -- "\${words[@]:1}" 2>/dev/null | cut -f 1)
  COMPREPLY=()
  for candidate in $candidates; do
    [[ "$word" == [\\"\\']* ]] || candidate="$(printf '%q' "$candidate")"
    [[ "$candidate" != "$kept"* ]] || COMPREPLY+=("\${candidate#"$kept"}")
  done
}
complete -o default -F _steward steward
`,
  zsh: `#compdef steward
_steward() {
  local -a candidates
  local line
  while IFS= read -r line; do
    local candidate="\${\${\${line%%$'\\t'*}//\\\\/\\\\\\\\}//:/\\\\:}" summary="\${line#*$'\\t'}"
    candidates+=("$candidate\${summary:+:$summary}")
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
  set -l candidates (steward complete -- $words[2..-1] 2>/dev/null)
  if set -q candidates[1]
    printf '%s\\n' $candidates
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c steward -f -a '(__steward_complete)'
`,
};

/** The script that a shell loads. */
export const completionScript = (shell: Shell): string => scripts[shell];
