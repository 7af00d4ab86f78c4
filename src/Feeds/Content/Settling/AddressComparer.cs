namespace Syndication.Feeds.Content.Settling;

/// <summary>Compares addresses of pages: with and without a slash at the end a page is the same.</summary>
internal sealed class AddressComparer : IEqualityComparer<string>
{
    private AddressComparer()
    {
    }

    /// <summary>The only one.</summary>
    public static AddressComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(string? x, string? y) => x.AsSpan().TrimEnd('/').SequenceEqual(y.AsSpan().TrimEnd('/'));

    /// <inheritdoc/>
    public int GetHashCode(string obj) => string.GetHashCode(obj.AsSpan().TrimEnd('/'), StringComparison.Ordinal);
}
