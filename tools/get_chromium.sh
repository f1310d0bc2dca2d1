#!/bin/sh
# Find Chromium for the browser journeys, or install it from the system's packages where that is possible.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
[ -d "/Applications/Google Chrome.app" ] && exit 0
as=""
[ "$(id -u 2>/dev/null)" = 0 ] || as="sudo -n"
if command -v apt-get >/dev/null 2>&1 && $as true 2>/dev/null; then
  echo "Installing Chromium for the browser journeys ..."
  { $as apt-get update -q && DEBIAN_FRONTEND=noninteractive $as apt-get install -y -q --no-install-recommends chromium fonts-dejavu-core; } >/dev/null 2>&1 && exit 0
fi
echo "No Chromium here: the browser journeys will be skipped. Install Chromium to run them."
exit 0
