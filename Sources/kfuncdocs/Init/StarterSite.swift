/// The files of a new site.
enum StarterSite {
  /// A file of it.
  struct File {
    /// Its path in the site's folder.
    let path: String
    /// What it says.
    let text: String
  }

  /// All files, for a site called `title`.
  static func files(title: String) -> [File] {
    [
      File(path: "README.md", text: readme), File(path: ".gitignore", text: ignored),
      File(path: "Content/site.yml", text: settings(title)), File(path: "Content/releases.yml", text: releases),
      File(path: "Content/pages/home.md", text: home), File(path: "Content/pages/about.md", text: about),
      File(path: "Content/pages/expectations.md", text: expectations),
    ]
  }

  private static let ignored = """
    # What is built, and kernel texts that are read for this machine alone.
    /Output/
    /Content/local/

    """

  private static func settings(_ title: String) -> String {
    """
    # What concerns the site as a whole.

    title: "\(title)"
    tagline: What the BPF programs of others may expect of our kernel functions
    # Where the site will stand; links are relative, so it works without.
    # base-url: https://kfuncs.example.org

    # Where `kfuncdocs publish NAME` puts the site.
    publish:
      staging:
        kind: directory
        folder: Output/published
        keep: 3
      # Others stand beside it, under this one `publish:`.
      # pages:
      #   kind: git
      #   remote: origin
      #   branch: gh-pages

    # Addresses that were published once and are no more: old address, new address.
    # redirects:
    #   /kfuncs/old_name/: /kfuncs/new_name/

    """
  }

  /// Mainline releases since the first that had kfuncs; numbers alone, since nobody looked up their days for this file.
  private static var releases: String {
    let numbers = (13...19).map { "5.\($0)" } + (0...19).map { "6.\($0)" } + (0...3).map { "7.\($0)" }
    return """
      # Every mainline release in order. A release that is not listed between two that are never existed; a new one is
      # added at the end. `date: YYYY-MM-DD` needs `source:` and `verified:` beside it.
      releases:

      """ + numbers.map { "  - release: \"\($0)\"\n" }.joined()
  }

  private static let home = """
    ---
    title: What this is
    summary: Kernel functions of our tree that BPF programs may call.
    ---

    # What this is

    The kernel functions of our tree that BPF programs may call, what each release has of them, and what was said about
    them. What they promise stands in [the expectations](expectations.md).

    """

  private static let about = """
    ---
    title: About
    summary: Whose site this is, and how to report an error.
    ---

    # About

    Say here whose functions these are, who decides about them, and where to write. Everything on the other pages comes
    from the sources that were imported or from files of this site's repository.

    """

  private static let expectations = """
    ---
    title: What to expect of our functions
    summary: Our own words about changes and removals; rewrite them before anyone relies on them.
    ---

    # What to expect of our functions

    This is a beginning, to be replaced by what you mean.

    ## A function may change

    Functions that BPF programs may call are part of the kernel, not of its interface to programs. One may change or go with
    any release.

    ## Tell us that you use one

    Whoever says which function they use, and what for, is asked before it changes.

    """

  private static let readme = """
    # A site made with kfuncdocs

    All content is text in `Content/`. To read the functions of a tree into it and look at the site:

    ```
    kfuncdocs import kernel PATH       # your kernel tree, a tar archive of it, or a git clone with --tags
    kfuncdocs check                    # what is wrong, with file, line and column
    kfuncdocs build                    # writes Output/site
    ```

    PATH is the top of a tree: its `Makefile` says which release it is of. A driver outside of the kernel is imported from its
    own folder, which has a `Makefile` and a `Kconfig` or `Kbuild`; say which kernel release it is for with `--release 6.12`.
    What only the kernel's own files tell stays unknown then, and the import says so: what the flags mean, and which program
    types a registration opens.

    | file | what to write there |
    | --- | --- |
    | `Content/site.yml` | title, address, targets to publish to, redirects |
    | `Content/releases.yml` | new mainline releases |
    | `Content/pages/expectations.md` | what you promise |
    | `Content/pages/` | pages of your own |
    | `Content/policies/` | documents of the tree, clause by clause |
    | `Content/kfuncs/NAME.md` | a note on one function |
    | `Content/users.yml` | who uses what, and what for |
    | `Content/threads/` | threads, by `kfuncdocs import thread FILE` |

    To publish:

    ```
    kfuncdocs publish staging --dry-run
    kfuncdocs publish staging          # Output/published/current is what a web server shows
    kfuncdocs publish --verify Output/published/current
    ```

    `staging` is named under `publish:` in `Content/site.yml`. Other targets (a branch, a server, an object store) are written
    beside it, under the same `publish:`: a key that is there twice is an error (`duplicate-key`).

    A published address stays: a build that would lose one is not published unless it is redirected or allowed by name.

    """
}
