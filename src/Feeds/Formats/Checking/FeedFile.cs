namespace Syndication.Feeds.Formats.Checking;

/// <summary>What a feed says of itself, for comparison with others.</summary>
internal sealed record FeedFile
{
    /// <summary>Its path below the checked folder, with <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Its format.</summary>
    public required FeedFormat Format { get; init; }

    /// <summary>The address that it gives for itself, or null.</summary>
    public string? Self { get; init; }

    /// <summary>The address of the archive page before it, or null.</summary>
    public string? Previous { get; init; }

    /// <summary>The address of the feed that it is an archive page of; null where it is the current one.</summary>
    public string? Current { get; init; }

    /// <summary>The identities of its entries, in order.</summary>
    public required IReadOnlyList<string> Ids { get; init; }
}
