# Finds a JDK 25 or newer and exports JAVA_HOME and JAVA. Sourced by ./offhook, ./verify and ./dev.
# Order: OFFHOOK_JAVA_HOME, JAVA_HOME, the java on PATH, then the folders where JDKs usually lie; the newest wins there.

offhook_jdk_version() { # folder -> major version on standard output, or nothing
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n '1s/.*"\([0-9]*\).*/\1/p'
  fi
}

offhook_jdk_accept() { # folder -> success when it is new enough; then it is taken
  local version
  version=$(offhook_jdk_version "$1")
  [ -n "$version" ] && [ "$version" -ge 25 ] || return 1
  JAVA_HOME=$1
  JAVA=$1/bin/java
  export JAVA_HOME JAVA
}

offhook_find_jdk() {
  local folder found
  for folder in "${OFFHOOK_JAVA_HOME:-}" "${JAVA_HOME:-}"; do
    if [ -n "$folder" ] && offhook_jdk_accept "$folder"; then return 0; fi
  done
  if found=$(command -v java); then
    found=$(readlink -f "$found")
    if offhook_jdk_accept "${found%/bin/java}"; then return 0; fi
  fi
  while IFS= read -r folder; do
    if offhook_jdk_accept "$folder"; then return 0; fi
  done < <(
    for folder in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
      [ -d "$folder" ] && printf '%s %s\n' "$(offhook_jdk_version "$folder")" "$folder"
    done | sort -rn | cut -d' ' -f2-
  )
  echo "offhook: no JDK 25 or newer found: install one (Debian: apt-get install openjdk-25-jdk-headless, or any vendor's), or set OFFHOOK_JAVA_HOME to its folder" >&2
  return 1
}

offhook_find_maven() {
  command -v mvn >/dev/null && return 0
  echo "offhook: Maven is missing: install it (Debian: apt-get install maven), version 3.8 or newer" >&2
  return 1
}
