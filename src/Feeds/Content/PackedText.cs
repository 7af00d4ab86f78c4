using System.Text;

namespace Syndication.Feeds.Content;

/// <summary>A text that is seldom asked for, as UTF-8: half the memory of a string.</summary>
internal readonly struct PackedText : IEquatable<PackedText>
{
    private readonly byte[]? bytes;

    /// <summary>Packs a text, in which surrogates must come in pairs.</summary>
    public PackedText(string text) => bytes = text.Length == 0 ? null : Encoding.UTF8.GetBytes(text);

    /// <inheritdoc/>
    public bool Equals(PackedText other) => bytes.AsSpan().SequenceEqual(other.bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PackedText other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    /// <summary>The text.</summary>
    public override string ToString() => bytes is null ? "" : Encoding.UTF8.GetString(bytes);
}
