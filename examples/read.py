"""What letters settle, with the sentence that says so: python3 examples/read.py FILE… (needs gestand on the path)."""
import json, subprocess, sys

answer = subprocess.run(["gestand", "read", "--format", "json", *sys.argv[1:]], check=True, stdout=subprocess.PIPE)
for line in answer.stdout.decode().splitlines():
    letter = json.loads(line)
    for item in letter["items"]:
        if item["claim"] == "afgedaan":
            number = item.get("number") or item.get("kamerstuk") or "-"
            print(letter["source"], item["kind"], number, item["claim_quote"].replace("\n", " "), sep="\t")
