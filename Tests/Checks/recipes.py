"""The recipes of .github/publish, run as a CI runs them.

For publish.py. A `Checkout` is the magazine's repository, a `Run` one run of a job with the caches of
those before it. The steps are run by bash as they are written; what a recipe uses of others is played:
checkout, caches, and ssh, which asks for the key and hands the command to rrsync."""
import hashlib, json, os, re, shutil, subprocess, tempfile
import yaml

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RECIPES = os.path.join(ROOT, ".github", "publish")
HOST_KEY = "www.example.org ssh-ed25519 AAAA"
KEY = "-----BEGIN SECRET-----\nnobody may read this in a log\n-----END SECRET-----"
FOUND, CHECKED = [], [0]

# Every server is a folder below {work}/hosts, named by its host.
SSH = """#!/bin/bash
while [ $# -gt 0 ]; do
  case $1 in
    -i) key=$2; shift 2 ;;
    -o) case $2 in UserKnownHostsFile=*) hosts=${{2#*=}} ;; esac; shift 2 ;;
    -l) user=$2; shift 2 ;;
    -*) shift ;;
    *) host=$1; shift; break ;;
  esac
done
if [ "$user" != publisher ] || [ "$(stat -c %a "$key")" != 600 ] || ! cmp -s "$key" {work}/key ||
  ! grep -q "ssh-ed25519 AAAA" "$hosts"; then
  echo "Permission denied (publickey)." >&2
  exit 255
fi
SSH_ORIGINAL_COMMAND="$*" exec rrsync -wo "{work}/hosts/$host"
"""


def expect(is_so, text):
    CHECKED[0] += 1
    if not is_so: FOUND.append(text)
    if not is_so: print("FAIL  " + text, flush=True)
    return is_so


def step(text): print("ok    " + text, flush=True)


def shell(script, folder, env):
    """One step as a CI runs it. Answers its exit code and everything it said."""
    done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=folder,
                          env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for secret in KEY.splitlines()[1:2]:
        expect(secret not in done.stdout, "a step says a secret")
    return done.returncode, done.stdout


def server(work, host):
    """The folder that a server shows."""
    os.makedirs(f"{work}/hosts/{host}")
    return f"{work}/hosts/{host}"


def tree(folder):
    """Every file and the digest of its bytes."""
    found = {}
    for above, _, files in os.walk(folder):
        for file in files:
            path = os.path.join(above, file)
            with open(path, "rb") as opened:
                found[os.path.relpath(path, folder)] = hashlib.sha256(opened.read()).hexdigest()
    return found


class Checkout:
    """The magazine's repository: checked out afresh for each run, changed between runs."""

    def __init__(self, work):
        self.work, self.repository = work, os.path.join(work, "repository")
        os.makedirs(self.repository)
        for name in ("content", "themes"):
            shutil.copytree(os.path.join(ROOT, name), os.path.join(self.repository, name))
        settings = self.read("content/site.yaml") + "\noutputs: {nginx_redirects: true}\n"
        self.write("content/site.yaml", settings)

    def path(self, name): return os.path.join(self.repository, name)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file: return file.read()

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file: file.write(text)

    def fresh(self):
        """A new working folder: every file has a new inode and today's time stamp."""
        folder = tempfile.mkdtemp(dir=self.work, prefix="runner-")
        subprocess.run(["cp", "-R", self.repository + "/.", folder], check=True)
        return folder


class Run:
    """One run of a workflow's job, with the caches of the runs before it."""

    def __init__(self, checkout, cache, values):
        self.checkout, self.cache, self.values = checkout, cache, values
        self.log, self.outputs, self.ran, self.folder, self.code = "", {}, [], None, 0
        self.temp = tempfile.mkdtemp(dir=checkout.work, prefix="temp-")
        self.paths, self.summary = [], os.path.join(self.temp, "summary")

    def value(self, expression):
        expression = expression.strip()
        match = re.fullmatch(r"steps\.(\w+)\.outputs\.(\w+)", expression)
        if match: return self.outputs.get(match.group(1), {}).get(match.group(2), "")
        if expression not in self.values: raise KeyError(f"the recipe asks for {expression}")
        return self.values[expression]

    def fill(self, text):
        return re.sub(r"\$\{\{(.*?)\}\}", lambda found: self.value(found.group(1)), str(text))

    def holds(self, condition):
        """Conditions of the recipes: comparisons with a text or a value, joined by `&&`."""
        if condition is None: return True
        for part in condition.split("&&"):
            left, sign, right = re.fullmatch(r"\s*(\S+)\s*(==|!=)\s*(\S+)\s*", part).groups()
            right = right.strip("'") if right.startswith("'") else self.value(right)
            if (self.value(left) == right) != (sign == "=="): return False
        return True

    def environment(self, *layers):
        env = {"HOME": self.temp, "LANG": "C.UTF-8", "RUNNER_TEMP": self.temp,
               "PATH": ":".join(self.paths + [self.checkout.work + "/bin", os.environ["PATH"]]),
               "GITHUB_STEP_SUMMARY": self.summary}
        for layer in layers: env.update({name: self.fill(text) for name, text in (layer or {}).items()})
        return env

    def github(self, file, job):
        with open(os.path.join(RECIPES, file), encoding="utf-8") as opened: recipe = yaml.safe_load(opened)
        expect(recipe["permissions"] == {"contents": "read"}, f"{file} asks for more than reading")
        steps = recipe["jobs"][job]
        if not self.holds(steps.get("if")): return self
        self.folder = self.folder or tempfile.mkdtemp(dir=self.checkout.work)
        for number, item in enumerate(steps["steps"]):
            if not self.holds(item.get("if")): continue
            self.ran.append(item.get("name") or item["uses"].split("@")[0])
            if "uses" in item: self.use(item)
            else:
                files = {name: os.path.join(self.temp, name + str(number)) for name in ("output", "path")}
                env = self.environment({k: v for k, v in recipe["env"].items()}, item.get("env"))
                env.update(GITHUB_OUTPUT=files["output"], GITHUB_PATH=files["path"])
                env.update(TIDENDE_URL=self.values["url"], TIDENDE_SHA256=self.values["sha256"])
                self.code, said = shell(item["run"], self.folder, env)
                self.log += said
                if self.code: break
                if os.path.exists(files["path"]): self.paths += open(files["path"]).read().split()
                if os.path.exists(files["output"]):
                    pairs = [line.split("=", 1) for line in open(files["output"]).read().splitlines()]
                    self.outputs[item.get("id")] = dict(pairs)
        return self

    def use(self, item):
        action, revision = item["uses"].split("@")
        expect(re.fullmatch("[0-9a-f]{40}", revision), f"{action} is not pinned")
        if action == "actions/checkout":
            expect(item["with"]["persist-credentials"] is False, "the checkout leaves a token")
            self.folder = self.checkout.fresh()
        elif action == "actions/cache/restore":
            if os.path.exists(self.cache):
                subprocess.run(["tar", "-xf", self.cache, "-C", self.folder], check=True)
        elif action == "actions/cache/save":
            subprocess.run(["tar", "--format=posix", "-cf", self.cache, "-C", self.folder,
                            *item["with"]["path"].split()], check=True)
        else: expect(False, f"the recipe uses {action}")

    def gitlab(self, job, variables, cached):
        with open(os.path.join(RECIPES, "gitlab-ci.yml"), encoding="utf-8") as opened:
            recipe = yaml.safe_load(opened)
        job = {**recipe[recipe[job]["extends"]], **recipe[job]}
        self.folder = self.checkout.fresh()
        for path in cached:
            if os.path.exists(self.cache + "/" + path):
                # GitLab's caches keep whole seconds, if at all.
                shutil.copytree(self.cache + "/" + path, self.folder + "/" + path,
                                copy_function=shutil.copyfile)
        key = os.path.join(self.temp, "key")
        with open(key, "w") as file: file.write(KEY + "\n")
        hosts = os.path.join(self.temp, "hosts")
        with open(hosts, "w") as file: file.write(HOST_KEY)
        lines = [line.replace("/tmp/", self.temp + "/") for line in job["before_script"] + job["script"]
                 if not line.startswith("apt-get ")]
        env = self.environment(variables)
        env.update(PUBLISH_KEY=key, PUBLISH_KNOWN_HOSTS=hosts, TIDENDE_URL=self.values["url"],
                   TIDENDE_SHA256=self.values["sha256"])
        self.code, self.log = shell("\n".join(lines), self.folder, env)
        for path in cached:
            shutil.rmtree(self.cache + "/" + path, ignore_errors=True)
            if os.path.exists(self.folder + "/" + path):
                shutil.copytree(self.folder + "/" + path, self.cache + "/" + path)
        return self

    def report(self):
        with open(os.path.join(self.folder, ".tidende", "report.json"), encoding="utf-8") as file:
            return json.load(file)

    def counted(self):
        """(rendered, written) of the build's last line."""
        found = re.search(r"\((\d+) rendered, (\d+) written", self.log)
        return tuple(int(number) for number in found.groups()) if found else None

    def sent(self):
        """What rsync sent and deleted, from its own list."""
        sent = re.findall(r"^<f\S+ (.*)$", self.log, re.M) + re.findall(r"^>f\S+ (.*)$", self.log, re.M)
        return sorted(sent), sorted(re.findall(r"^\*deleting +(.*)$", self.log, re.M))
