/// The JSON Schemas of this folder as the program carries them.
public enum PublishedSchemas {
  /// Schemas by their file's name without `.schema.json`.
  public static let all: [(name: String, bytes: [UInt8])] = [
    ("catalogue-1", PackageResources.catalogue_1_schema_json),
    ("comparison-1", PackageResources.comparison_1_schema_json),
    ("index-1", PackageResources.index_1_schema_json),
    ("kfunc-1", PackageResources.kfunc_1_schema_json),
    ("notes-1", PackageResources.notes_1_schema_json),
    ("policy-1", PackageResources.policy_1_schema_json),
    ("release-1", PackageResources.release_1_schema_json),
    ("releases-1", PackageResources.releases_1_schema_json),
    ("thread-1", PackageResources.thread_1_schema_json),
    ("users-1", PackageResources.users_1_schema_json),
  ]
}
