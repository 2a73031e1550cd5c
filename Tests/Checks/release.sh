#!/usr/bin/env bash
# Packs a built program twice, installs the package into an empty root, and makes a magazine with it.
#
#     release.sh PROGRAM
#
# Needs dpkg, apt and binutils, as Debian has them. Exit code 1 where something is not as it should be.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/../.."
export SOURCE_DATE_EPOCH=1795262400 LC_ALL=C.UTF-8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAIL  $*"; exit 1; }

strip --strip-all --remove-section .swift_modhash --remove-section .note.gnu.build-id \
  -o "$work/tidende" "$program"
.github/release/pack "$work/tidende" "$work/one" >/dev/null
sleep 1
TZ=America/Nuuk .github/release/pack "$work/tidende" "$work/two" >/dev/null
diff -r "$work/one" "$work/two" || fail "packed twice, the bytes differ"
(cd "$work/one" && sha256sum --check --quiet SHA256SUMS) || fail "the checksums are wrong"
package=$(echo "$work"/one/*.deb)
echo "ok    packed twice, the same bytes"

# What the package asks for is what the program needs, and can be had.
needed=$(objdump -p "$work/tidende" | awk '/NEEDED/ { print $2 }' | sort | tr '\n' ' ')
for library in $needed; do
  case $library in
    libc.so.6 | libm.so.6 | ld-linux-*.so.* | libgcc_s.so.1 | libstdc++.so.6) ;;
    *) fail "the program needs $library, and the package does not say so" ;;
  esac
done
if [ "$(id -u)" = 0 ]; then
  chmod 755 "$work" "$work/one"
  apt-get install --simulate -qq "$package" >"$work/apt" 2>&1 || { cat "$work/apt"; fail "apt refuses it"; }
fi

# An empty system: nothing of this one is asked or changed.
root=$work/root
mkdir -p "$root"/var/lib/dpkg/{info,updates,triggers}
touch "$root/var/lib/dpkg/status"
dpkg --root="$root" --force-not-root --force-depends --force-script-chrootless --log=/dev/null \
  -i "$package" >"$work/dpkg" 2>&1 || { cat "$work/dpkg"; fail "dpkg refuses it"; }
grep -q 'Status: install ok installed' "$root/var/lib/dpkg/status" || fail "it is not installed"
(cd "$root" && md5sum --check --quiet var/lib/dpkg/info/tidende.md5sums) || fail "files differ from their sums"
tidende=$root/usr/bin/tidende
echo "ok    installed: $("$tidende" version)"

"$tidende" new site "$work/magasin" >/dev/null 2>&1
(cd "$work/magasin" && "$tidende" new leder "Åbne data" >/dev/null && "$tidende" build --strict --quiet --drafts)
test -s "$work/magasin/public/leder/aabne-data/index.html" || fail "the article is not there"
echo "ok    a new magazine is built by it"

dpkg --root="$root" --force-not-root --force-script-chrootless --log=/dev/null -r tidende >"$work/dpkg" 2>&1 \
  || { cat "$work/dpkg"; fail "it cannot be removed"; }
test ! -e "$tidende" || fail "removed, and still there"
mkdir "$work/unpacked"
tar -xzf "$work"/one/*.tar.gz -C "$work/unpacked" --strip-components 1
cmp "$work/unpacked/tidende" "$work/tidende" || fail "the tarball holds another program"
test "$(stat -c %Y "$work/unpacked/tidende")" = "$SOURCE_DATE_EPOCH" || fail "unpacking gives another time"
echo "ok    removed; the tarball holds the same program"
