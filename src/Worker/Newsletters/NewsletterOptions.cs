using System.Collections.Immutable;
using Syndication.Feeds.Content;
using Syndication.Worker.Mail;

namespace Syndication.Worker.Newsletters;

/// <summary>A named selection of posts with its schedules (an element of <c>Newsletters</c>).</summary>
public sealed record NewsletterOptions
{
    /// <summary>Lower-case letters, digits and <c>-</c>; names it in commands, addresses and the List-Id.</summary>
    public required string Name { get; init; }

    /// <summary>As readers see it.</summary>
    public required string Title { get; init; }

    /// <summary>One sentence on what it sends.</summary>
    public string Description { get; init; } = "";

    /// <summary>Which posts belong to it.</summary>
    public PropertyFilter Where { get; init; } = PropertyFilter.Everything;

    /// <summary>Its schedules, the rarest first; the first is the default (ADR 5).</summary>
    public required ImmutableArray<ScheduleOptions> Schedules { get; init; }

    /// <summary>Schedules that are no more, and those that their readers get instead.</summary>
    public ImmutableDictionary<string, string> ReplacedSchedules { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The sender, with a display name.</summary>
    public required MailAddress From { get; init; }

    /// <summary>Where answers go, or null for the sender.</summary>
    public MailAddress? ReplyTo { get; init; }

    /// <summary>Most posts that a digest shows in full; the others are listed by title and link.</summary>
    public int MaxPosts { get; init; } = 10;

    /// <summary>The sender's postal address, shown at the end; empty for none.</summary>
    public string PostalAddress { get; init; } = "";

    /// <summary>A standing note at the end, such as that the text is no medical advice; empty for none.</summary>
    public string Disclaimer { get; init; } = "";

    /// <summary>BCP 47 tags of the languages its own words come in; the first is the default.</summary>
    public required ImmutableArray<string> Languages { get; init; }

    /// <summary>Whether everybody may read its past editions at <c>/editions/</c>.</summary>
    public bool Archive { get; init; }

    /// <summary>The schedule of that name, or null.</summary>
    public ScheduleOptions? FindSchedule(string name) =>
        Schedules.FirstOrDefault(schedule => string.Equals(schedule.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Which of its languages a reader gets: the one asked for, else one of the same primary language, else the first.</summary>
    /// <param name="wanted">BCP 47 tag, or null.</param>
    public string LanguageFor(string? wanted) =>
        Languages.FirstOrDefault(language => string.Equals(language, wanted, StringComparison.OrdinalIgnoreCase))
        ?? Languages.FirstOrDefault(language => wanted is not null && string.Equals(language.Split('-')[0], wanted.Split('-')[0], StringComparison.OrdinalIgnoreCase))
        ?? Languages[0];

    /// <summary>Whether a live post belongs to it.</summary>
    public bool Selects(Post post)
    {
        ArgumentNullException.ThrowIfNull(post);
        return post.InFeeds && post.InNewsletters && Where.Matches(post);
    }
}
