# SPDX-License-Identifier: GPL-3.0-or-later
# One line a file from JSON Lines: path, status, class, persons, law, and each finding of 0.5 or more with its places.
# $root: what to take off the path; $strip: what to take off the member (an archive around the tree).
def place:
  [ (.member // empty | ltrimstr($strip) | select(. != "")),
    (.sheet // empty | "blad " + .), (.cell // empty), (.page // empty | "sida \(.)"), (.line // empty | "rad \(.)"),
    (.part | select(. != "body" and . != null)) ] | join(" ");
def finding: "\(.kind) \(.masked) x\(.count) [" + ([.places[] | place] | join(", ")) + "]";
[ (.path | ltrimstr($root)), .status, (.class // "-"), "personer \(.persons)",
  ((.lagrum + (.gdpr | map("GDPR " + .))) | join("; ")),
  ([.findings[] | select(.confidence >= 0.5) | finding] | sort | join(" + ")),
  ([.unread // [] | .[] | "oläst \(.member) \(.status)"] | join(" + "))
] | join(" | ")
