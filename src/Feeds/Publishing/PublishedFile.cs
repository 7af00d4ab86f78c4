using System.Text.Json.Serialization;

namespace Syndication.Feeds.Publishing;

/// <summary>A file below the output folder that is public.</summary>
/// <param name="Path">Relative path with <c>/</c>, such as <c>tags/heart.atom</c>.</param>
/// <param name="Hash">SHA-256 of its bytes in lower-case hex.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="LastModified">When its bytes last changed, in UTC, whole seconds.</param>
/// <param name="Key">For an archive page, names what it was closed with: only another key writes it again. Null for all other files.</param>
public sealed record PublishedFile(
    string Path, string Hash, long Length, DateTimeOffset LastModified,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key = null);
