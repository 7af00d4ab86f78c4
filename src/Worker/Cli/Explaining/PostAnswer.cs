using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Explaining;
using Syndication.Worker.Model;

namespace Syndication.Worker.Cli.Explaining;

/// <summary>What the service thinks of a post, and why.</summary>
internal sealed record PostAnswer
{
    /// <summary>What the answer rests on where that is not everything: no database, nothing published yet.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Path below the content folder, with <c>/</c>; the last known one of a removed post.</summary>
    public required string File { get; init; }

    /// <summary>Its title, or null where none can be read.</summary>
    public string? Title { get; init; }

    /// <summary>published, scheduled, draft, excluded, problem, or removed.</summary>
    public required string Outcome { get; init; }

    /// <summary>The outcome in a sentence.</summary>
    public required string Because { get; init; }

    /// <summary>Its address, or null.</summary>
    public string? Url { get; init; }

    /// <summary>Its identity and what became of it.</summary>
    public IdentityAnswer? Identity { get; init; }

    /// <summary>The rules that were applied, in their order.</summary>
    public IReadOnlyList<RuleFinding> Rules { get; init; } = [];

    /// <summary>The feeds that hold it, and those that do not.</summary>
    public IReadOnlyList<MembershipAnswer> Feeds { get; init; } = [];

    /// <summary>The newsletters that it belongs to, and those that it does not.</summary>
    public IReadOnlyList<MembershipAnswer> Newsletters { get; init; } = [];

    /// <summary>The editions that carried it.</summary>
    public IReadOnlyList<PostEdition> Editions { get; init; } = [];

    /// <summary>What is wrong with the file.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>What is held that may keep it back.</summary>
    public IReadOnlyList<string> Held { get; init; } = [];
}
