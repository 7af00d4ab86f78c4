using System.Text.Json.Serialization;

namespace Syndication.Worker.Model;

/// <summary>A post of a variant.</summary>
/// <param name="Id">The post's identity.</param>
/// <param name="Hash">Its content hash when it was chosen.</param>
/// <param name="Told">Fingerprints of the corrections that it held then, separated by spaces; null for none. Its readers need no other word of them.</param>
public sealed record EditionPost(
    string Id, string Hash, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Told = null);
