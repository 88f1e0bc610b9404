# The list of parts (CycloneDX 1.6) of what is handed out: every crate that is built into it or for it, from what `cargo metadata` says of the target; no
# crate that only tests want. $lock is Cargo.lock, which has the checksums; $day the day of the commit.

def purl: "pkg:cargo/\(.name)@\(.version)";

# Checksums by name and version.
($lock | split("[[package]]")[1:] | map({
    key: ((capture("name = \"(?<v>[^\"]+)\"").v) + "@" + (capture("version = \"(?<v>[^\"]+)\"").v)),
    value: ((capture("checksum = \"(?<v>[^\"]+)\"") // {v: null}).v)
  }) | from_entries) as $checksums
| (.packages | map({key: .id, value: .}) | from_entries) as $packages
| (.resolve.nodes | map({key: .id, value: [.deps[] | select(any(.dep_kinds[]; .kind != "dev")) | .pkg]}) | from_entries) as $wants
| .resolve.root as $root
# All that the program wants, and what that wants, and so on.
| ({seen: {}, next: [$root]} | until(.next == [];
    reduce .next[] as $id ({seen: .seen, next: []};
      if .seen[$id] then . else .seen[$id] = true | .next += $wants[$id] end))
  | .seen | keys) as $built
| {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      timestamp: "\($day)T00:00:00Z",
      component: ($packages[$root] | {
        type: "application", "bom-ref": purl, name, version, description, purl: purl,
        licenses: [{expression: .license}]
      })
    },
    components: ([$built[] | select(. != $root) | $packages[.]
      | {
          type: "library", "bom-ref": purl, name, version, purl: purl, scope: "required",
          # What was written with a stroke is a choice.
          licenses: (if .license then [{expression: (.license | gsub("/"; " OR "))}] else [] end)
        }
        + (if $checksums["\(.name)@\(.version)"] then {hashes: [{alg: "SHA-256", content: $checksums["\(.name)@\(.version)"]}]} else {} end)
    ] | sort_by(.purl)),
    dependencies: ([$built[] as $id | {
      ref: ($packages[$id] | purl),
      dependsOn: ([$wants[$id][] | $packages[.] | purl] | unique)
    }] | sort_by(.ref))
  }
