namespace Syndication.Worker.Model;

/// <summary>Something that waits until ops say so.</summary>
public sealed record Hold
{
    /// <summary>The scope of what concerns the content folder and the service as a whole.</summary>
    public const string Content = "content";

    private const string NewsletterPrefix = "newsletter/";

    /// <summary><see cref="Content"/>, or <see cref="ScopeOf"/> a newsletter.</summary>
    public required string Scope { get; init; }

    /// <summary>Why.</summary>
    public required HoldKind Kind { get; init; }

    /// <summary>The same in a sentence or two, without the way out.</summary>
    public required string Reason { get; init; }

    /// <summary>How many posts it is about.</summary>
    public long Affected { get; init; }

    /// <summary>Of how many.</summary>
    public long Total { get; init; }

    /// <summary>Since when, in UTC.</summary>
    public required DateTimeOffset HeldAt { get; init; }

    /// <summary>When ops said that it is right, in UTC; null while they have not.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>The newsletter that is held, or null.</summary>
    public string? Newsletter => Scope.StartsWith(NewsletterPrefix, StringComparison.Ordinal) ? Scope[NewsletterPrefix.Length..] : null;

    /// <summary>Whether ops can say that it is right.</summary>
    public bool CanBeAccepted => Kind is not (HoldKind.FolderMissing or HoldKind.FolderUnreadable);

    /// <summary>What ops call when it is right; null where there is nothing to call.</summary>
    public string? Command => Newsletter is not { } newsletter ? (CanBeAccepted ? "syndication content accept" : null)
        : Kind == HoldKind.OlderDatabase ? $"syndication editions release {newsletter} --announced-through TIME"
        : $"syndication editions release {newsletter}";

    /// <summary>The reason with the way out, as health and logs tell it.</summary>
    public string Advice => AcceptedAt is not null ? $"{Reason} Accepted; it takes effect in a moment." : Kind switch
    {
        HoldKind.FolderMissing or HoldKind.FolderUnreadable => Reason,
        HoldKind.FolderEmpty or HoldKind.MassRemoval => $"{Reason} If they were removed on purpose: {Command}",
        HoldKind.Clock => $"{Reason} If the clock is right: {Command}",
        HoldKind.OlderDatabase => $"{Reason} Say until when posts count as announced: {Command}",
        _ => $"{Reason} Nothing of it is mailed. If it is right: {Command}",
    };

    /// <summary>The scope of a newsletter.</summary>
    public static string ScopeOf(string newsletter) => NewsletterPrefix + newsletter;
}
