# Two commands matter: `make run` and `make test`. Both install what is missing; a second run starts in seconds.
# Targets are files where a file tells the truth (node_modules, ui/dist); cargo knows by itself what is old.

.DEFAULT_GOAL := help
.NOTPARALLEL: # the steps of a target run in the order they are written; npm and cargo use all cores themselves
.PHONY: help run test check bench package package-check ui fonts icons sdks dev clean

export PATH := $(PATH):$(HOME)/.cargo/bin
target := $(or $(CARGO_TARGET_DIR),target)
npm := npm --prefix ui
# Not among the UI's packages: only packaging, icons and live reload need it, and npm ci would want it for every platform.
tauri := $(target)/tauri-cli/node_modules/.bin/tauri
# The official SDKs of a provider, which tests point at the practice NTS.
sdks := $(target)/popbill-sdk
ui_sources := $(shell find ui/src ui/public 2>/dev/null) \
	$(wildcard ui/index.html ui/package.json ui/*.ts ui/svelte.config.js ui/tsconfig*.json)

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup-run fonts ui ## Open the program in practice mode; without a display, drive one receipt and show where it is
	cargo build --bin jangbu
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec $(target)/debug/jangbu $(ARGS); \
	else echo "make run: no display here, so a virtual one; with a display the window opens"; \
	exec node scripts/demo.mjs --app $(target)/debug/jangbu --out $(target)/demo; fi

test: export RUST_BACKTRACE := 1
test: setup-test fonts ui sdks ## All tests: the UI's, every crate's, the real window on a virtual display
	$(npm) test
	cargo test --workspace --no-fail-fast
	@echo "make test: everything passed"

check: setup-check fonts ui ## Before a commit: format, lints, types, house rules, unit tests
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	$(npm) run check
	$(npm) run lint
	$(npm) test
	cargo test --workspace --lib --test tidy

# --workspace both times: with other feature sets Tauri would be compiled twice.
bench: setup-test fonts ui ## Measure start, Enter to approved, a slip and a ledger, each beside its yardstick
	cargo build --release --workspace --example empty_window
	cargo bench --workspace --bench counter

package: setup-package fonts ui $(tauri) ## Build the .deb (release build: several minutes)
	$(tauri) build --bundles deb
	@ls -l $(target)/release/bundle/deb/*.deb

package-check: setup-test ## Install the .deb (root), issue one receipt with it, remove it again
	scripts/package-check $(target)

ui: ui/dist/assets ## Build the web UI into ui/dist

fonts: ui/node_modules/.package-lock.json ## Stage the fonts that the paper embeds into assets/fonts
	@scripts/stage-fonts

sdks: $(sdks)/python/installed $(sdks)/node/node_modules/.package-lock.json ## Install the provider's SDKs that tests drive

icons: $(tauri) ## Draw the icon files again from assets/icons/icon.svg
	$(tauri) icon assets/icons/icon.svg --output $(target)/icons
	cp $(addprefix $(target)/icons/,32x32.png 128x128.png 128x128@2x.png icon.png icon.icns icon.ico) assets/icons/

dev: setup-run fonts ui/node_modules/.package-lock.json $(tauri) ## The program with live reload of the UI
	$(tauri) dev

clean: ## Remove everything that was built or downloaded
	rm -rf target gen ui/dist ui/node_modules assets/fonts

setup-%:
	@scripts/setup $*

# npm writes this file last, so it is there only after a whole install.
ui/node_modules/.package-lock.json: ui/package-lock.json
	$(npm) ci --no-audit --no-fund --include=dev
	@touch $@

# The folder, not index.html: the Rust build script writes a placeholder index.html when nothing was built.
ui/dist/assets: ui/node_modules/.package-lock.json $(ui_sources)
	$(npm) run build
	@touch $@

# Both from locked files, and never into the machine's own Python or the repository.
$(sdks)/python/installed: tests/popbill_sdk/requirements.txt
	python3 -m venv --clear $(sdks)/python
	$(sdks)/python/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

$(sdks)/node/node_modules/.package-lock.json: tests/popbill_sdk/package.json tests/popbill_sdk/package-lock.json
	mkdir -p $(sdks)/node
	cp $^ $(sdks)/node/
	npm ci --prefix $(sdks)/node --no-audit --no-fund --ignore-scripts
	@touch $@

$(tauri):
	npm install --prefix $(target)/tauri-cli --no-save --no-audit --no-fund @tauri-apps/cli@2.12.5
