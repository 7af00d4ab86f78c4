namespace Syndication.Worker.Newsletters;

/// <summary>What messages say and how long rows are kept (section <c>Privacy</c>).</summary>
public sealed record PrivacyOptions
{
    /// <summary>Whether subject, sender and List-Id name no post, so that a phone's lock screen shows no diagnosis.</summary>
    public bool NeutralSubjects { get; init; }

    /// <summary>How long an unconfirmed sign-up is kept.</summary>
    public TimeSpan UnconfirmedRetention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long it is kept how a message went, after it ended.</summary>
    public TimeSpan DeliveryRetention { get; init; } = TimeSpan.FromDays(90);
}
