using Syndication.Feeds.Content;
using Syndication.Worker.Model;
using Syndication.Worker.Templates;

namespace Syndication.Worker.Newsletters.Composing;

/// <summary>Composes the short mails that carry one link: the request to confirm a subscription, and the way to the preferences.</summary>
/// <param name="templates">The templates and the service's words.</param>
/// <param name="site">The site.</param>
/// <param name="privacy">Whether the subject may name the newsletter, and how long the link is good.</param>
internal sealed class ConfirmationComposer(TemplateSet templates, SiteOptions site, PrivacyOptions privacy)
{
    /// <summary>The words of the request to confirm.</summary>
    /// <param name="newsletter">The newsletter that was asked for.</param>
    /// <param name="language">One of its languages.</param>
    public MailContent Compose(NewsletterOptions newsletter, string language)
    {
        var words = templates.Strings.For(language);
        var days = Math.Max(1, (int)privacy.UnconfirmedRetention.TotalDays);
        var subject = privacy.NeutralSubjects ? words["mail.confirm.subject.neutral"] : LanguageText.Format(words, "mail.confirm.subject", newsletter.Title);
        return Render(subject, new ConfirmationModel
        {
            Language = language,
            Direction = LanguageStrings.Direction(language),
            Title = words["mail.confirm.title"],
            Intro = LanguageText.Format(words, "mail.confirm.intro", newsletter.Title, site.BaseUrl.Host),
            ConfirmWords = words["mail.confirm.button"],
            ConfirmUrl = PersonalPart.Confirm,
            Expires = LanguageText.Count(words, "mail.confirm.expires", language, days),
            Ignore = words["mail.confirm.ignore"],
            PostalAddress = newsletter.PostalAddress,
        });
    }

    /// <summary>The words of the mail that leads to the preferences; it names no newsletter.</summary>
    /// <param name="newsletter">One that the reader has or had.</param>
    /// <param name="language">One of its languages.</param>
    public MailContent ComposeAccess(NewsletterOptions newsletter, string language)
    {
        var words = templates.Strings.For(language);
        return Render(words["mail.access.subject"], new ConfirmationModel
        {
            Language = language,
            Direction = LanguageStrings.Direction(language),
            Title = words["mail.access.title"],
            Intro = LanguageText.Format(words, "mail.access.intro", site.BaseUrl.Host),
            ConfirmWords = words["mail.access.button"],
            ConfirmUrl = PersonalPart.Preferences,
            Expires = words["mail.access.expires"],
            Ignore = words["mail.access.ignore"],
            PostalAddress = newsletter.PostalAddress,
        });
    }

    private MailContent Render(string subject, ConfirmationModel model) =>
        new(subject,
            MailLines.Tidy(templates.Render("email/confirmation.html", model)), MailLines.Flow(templates.Render("email/confirmation.txt", model)));
}
