namespace Syndication.Feeds.Content;

/// <summary>Where posts come from and which files count (section <c>Content</c>).</summary>
public sealed record ContentOptions
{
    /// <summary>Absolute path of the folder of Markdown.</summary>
    public required string Folder { get; init; }

    /// <summary>Globs below the folder that are read; none means every Markdown file.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Globs below the folder that are left out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Which front matter makes a file a post.</summary>
    public PropertyFilter Where { get; init; } = PropertyFilter.Everything;

    /// <summary>What a new identity is made from.</summary>
    public IdentityScheme Identity { get; init; } = IdentityScheme.Tag;

    /// <summary>Whether text that was decoded wrongly once before it was saved is mended.</summary>
    public bool RepairMojibake { get; init; } = true;

    /// <summary>Slugs for tag labels whose own letters would not tell them apart (<c>C#</c> to <c>c-sharp</c>).</summary>
    public IReadOnlyDictionary<string, string> TagSlugs { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Most posts that one scan may remove: a share below 1, or a number of posts; at least five are always allowed.</summary>
    public double MassRemovalLimit { get; init; } = 0.2;

    /// <summary>How the folder is watched.</summary>
    public WatchMode WatchMode { get; init; } = WatchMode.Auto;

    /// <summary>How long the folder must be quiet before a change is read.</summary>
    public TimeSpan QuietPeriod { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How often the whole folder is compared, in case an event was lost.</summary>
    public TimeSpan RescanInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often names, sizes and times are compared where there are no events.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether each file's time of writing is that of the commit that last changed it, so that it says when its content changed.</summary>
    public bool FileTimesAreCommits { get; init; }
}
