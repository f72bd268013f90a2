#!/bin/sh
# Starts the tool, building it first when one of its sources is newer than the last build. `dotnet run` would do the
# same in two seconds; this takes the time of one `find`.
set -eu
repository=$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")
built=$repository/.build/tool
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
export DOTNET_TieredPGO=0 # less to instrument in a process that lives for a second

stop() { printf '%s\n' "diesis: $*" >&2; exit 1; }

is_current()
{
    [ -f "$built/stamp" ] && [ -z "$(find "$repository/tools" "$repository/sdk/abi" "$repository/sdk/description" \
        "$repository/sdk/generators" "$repository/sdk/manifests" "$repository/sdk/archives" "$repository/sdk/contracts" \
        "$repository/sdk/communication" "$repository/sdk/local" "$repository/targets/formats-host" "$repository/targets/sdk-host" \
        "$repository/targets/system-manifests" "$repository/sdk/shell/sessions" \
        "$repository/Directory.Build.props" \
        "$repository/Directory.Packages.props" "$repository/global.json" \
        -type f ! -name '*.Tests.cs' -newer "$built/stamp" -print -quit)" ] &&
        [ -z "$(find "$repository/servers" "$repository/samples" "$repository/tests" -name Manifest.cs -newer "$built/stamp" -print -quit)" ]
}

build()
{
    (cd "$repository" && dotnet --version) >/dev/null 2>&1 ||
        stop "the .NET SDK found here is too old or incomplete: global.json asks for $(grep -o '[0-9]*\.[0-9]*\.[0-9]*' \
            "$repository/global.json") or newer; install the package dotnet-sdk-10.0"
    echo 'building the tool…' >&2
    touch "$built/started" # a source saved during the build is newer than what was built
    # Not `dotnet build`, which leaves two empty folders in /tmp each time.
    if ! (cd "$repository" && dotnet msbuild tools/diesis -restore -p:Configuration=Release "-p:OutputPath=$built/new/" \
            -verbosity:quiet -nologo) >"$built/log" 2>&1 9>&- # MSBuild's nodes stay, and would keep the lock
    then
        grep -E 'error|warning' "$built/log" | sort -u >&2 || cat "$built/log" >&2
        stop 'the tool does not build'
    fi
    # Renamed into place: a tool that is running keeps the files it has.
    rm -rf "$built/old"
    [ ! -d "$built/bin" ] || mv "$built/bin" "$built/old"
    mv "$built/new" "$built/bin"
    mv "$built/started" "$built/stamp"
}

command -v dotnet >/dev/null ||
    stop 'the .NET SDK 10 is missing: install the package dotnet-sdk-10.0 (https://learn.microsoft.com/dotnet/core/install/linux-debian)'
if ! is_current; then
    mkdir -p "$built"
    exec 9>"$built/lock"
    flock 9 # two first starts at once build once
    is_current || build
    exec 9>&-
fi
exec dotnet "$built/bin/diesis.dll" "$@"
