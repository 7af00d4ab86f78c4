using Syndication.Worker.Http.SignUp;
using Syndication.Worker.Newsletters;

namespace Syndication.Worker.Http;

/// <summary>What the sign-up form is made of.</summary>
/// <param name="tags">The tags that newsletters have.</param>
/// <param name="trap">Marks when the form was shown.</param>
/// <param name="notices">Says that a body could not be read.</param>
/// <param name="privacy">How long an unconfirmed sign-up is kept.</param>
internal sealed class SubscribeParts(NewsletterTags tags, SignUpTrap trap, NoticePages notices, PrivacyOptions privacy)
{
    /// <summary>The tags that newsletters have.</summary>
    public NewsletterTags Tags => tags;

    /// <summary>Marks when the form was shown.</summary>
    public SignUpTrap Trap => trap;

    /// <summary>Says that a body could not be read.</summary>
    public NoticePages Notices => notices;

    /// <summary>How long an unconfirmed sign-up is kept, in days.</summary>
    public int Days => (int)Math.Ceiling(privacy.UnconfirmedRetention.TotalDays);
}
