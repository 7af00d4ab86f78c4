namespace Syndication.Worker.Hosting.Content.Git;

/// <summary>The repository that posts come from (section <c>Content:Git</c>).</summary>
public sealed record GitOptions
{
    /// <summary>Where it is.</summary>
    public required GitAddress Address { get; init; }

    /// <summary>The branch that is followed, or null for the one that the repository names as its own.</summary>
    public string? Branch { get; init; }

    /// <summary>How often it is asked for news without a hook.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Absolute path of the folder that holds the mirror and the checkouts; nothing else may write there.</summary>
    public required string CheckoutFolder { get; init; }

    /// <summary>The content's folder below the checkout, with <c>/</c>; empty for all of it.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Absolute path of the link to the checkout that is in force.</summary>
    public string Current => Path.Combine(CheckoutFolder, "current");
}
