#!/bin/sh
# Says in one line which package is missing when there is no JDK 25 for the build to use. Looks where Maven's toolchain discovery looks;
# whoever has a toolchains.xml has told Maven already.
[ ! -e "$HOME/.m2/toolchains.xml" ] || exit 0
for jdk in "${JAVA_HOME:-}" "${JAVA25_HOME:-}" "${JDK25_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
  "$HOME"/.jdks/* "$HOME"/.m2/jdks/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.gradle/jdks/* "$HOME"/.asdf/installs/java/*; do
  if [ -x "$jdk/bin/javac" ] && grep -Eq '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$jdk/release" 2> /dev/null; then
    exit 0
  fi
done
echo "Filbert is built with a JDK 25, which may stand beside the default java: install openjdk-25-jdk (Debian 13, Ubuntu) or temurin-25-jdk (Eclipse Adoptium, for Debian 12)." >&2
exit 1
