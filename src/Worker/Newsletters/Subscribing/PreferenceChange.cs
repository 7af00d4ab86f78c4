using System.Collections.Immutable;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>What a reader asks for on the preference page.</summary>
internal abstract record PreferenceChange
{
    private PreferenceChange()
    {
    }

    /// <summary>Another schedule, other tags.</summary>
    /// <param name="Newsletter">Of which newsletter.</param>
    /// <param name="Schedule">One of its schedules.</param>
    /// <param name="Tags">Slugs; null for every post.</param>
    public sealed record Choose(string Newsletter, string Schedule, ImmutableArray<string>? Tags) : PreferenceChange;

    /// <summary>Language, zone and form of everything.</summary>
    /// <param name="Language">BCP 47 tag, or null for each newsletter's first.</param>
    /// <param name="TimeZone">IANA name, or null for each schedule's.</param>
    /// <param name="TextOnly">Whether digests come without HTML.</param>
    public sealed record Describe(string? Language, string? TimeZone, bool TextOnly) : PreferenceChange;

    /// <summary>Nothing for <see cref="PreferencesWorkflow.PausePeriod"/>.</summary>
    /// <param name="Newsletter">Of which newsletter.</param>
    public sealed record Pause(string Newsletter) : PreferenceChange;

    /// <summary>The end of a pause.</summary>
    /// <param name="Newsletter">Of which newsletter.</param>
    public sealed record Resume(string Newsletter) : PreferenceChange;

    /// <summary>The end.</summary>
    /// <param name="Newsletter">Of which newsletter; null for all.</param>
    public sealed record Leave(string? Newsletter) : PreferenceChange;

    /// <summary>Takes an end back.</summary>
    /// <param name="Newsletter">Of which newsletter; null for all that just ended.</param>
    public sealed record Return(string? Newsletter) : PreferenceChange;

    /// <summary>One more newsletter.</summary>
    /// <param name="Wish">What is asked for and what was agreed to.</param>
    public sealed record Join(SubscriptionWish Wish) : PreferenceChange;
}
