using Syndication.Feeds.Content;
using Syndication.Worker.Http.Pages;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Worker.Http;

/// <summary>The pages of <c>/subscribe</c>.</summary>
/// <param name="pages">Renders them.</param>
/// <param name="languages">Holds their words.</param>
/// <param name="newsletters">What can be subscribed to.</param>
/// <param name="site">Who sends.</param>
/// <param name="privacy">How long an unconfirmed sign-up is kept.</param>
internal sealed class SubscribePages(
    PageRenderer pages, PageLanguages languages, IReadOnlyList<NewsletterOptions> newsletters, SiteOptions site, PrivacyOptions privacy)
{
    /// <summary>The choice between newsletters.</summary>
    public IResult Choice(string language, int statusCode = StatusCodes.Status200OK)
    {
        var words = languages.Words(language);
        var choices = newsletters.Select(newsletter => new
        {
            title = newsletter.Title,
            description = newsletter.Description,
            rhythm = string.Join(" · ", newsletter.Schedules.Select(schedule => words.Schedule(schedule.Name))),
            href = QueryString.Create([KeyValuePair.Create("newsletter", (string?)newsletter.Name), KeyValuePair.Create("lang", (string?)language)]).ToUriComponent(),
        }).ToArray();
        return pages.Render("choose", language, words["chooseTitle"], new { choices, none = choices.Length == 0 }, statusCode);
    }

    /// <summary>The form of one newsletter.</summary>
    /// <param name="newsletter">The newsletter.</param>
    /// <param name="language">The page's language.</param>
    /// <param name="email">What was typed before.</param>
    /// <param name="schedule">The schedule chosen before, or null for the first.</param>
    /// <param name="fault">What is wrong with the address.</param>
    public IResult Form(NewsletterOptions newsletter, string language, string email = "", string? schedule = null, AddressFault fault = AddressFault.None)
    {
        var words = languages.Words(language);
        var chosen = (newsletter.FindSchedule(schedule ?? "") ?? newsletter.Schedules[0]).Name;
        var model = new
        {
            newsletter = newsletter.Name,
            title = newsletter.Title,
            description = newsletter.Description,
            email,
            error = fault == AddressFault.None ? "" : words["emailFault" + fault],
            schedules = newsletter.Schedules.Select(option => new { name = option.Name, label = words.Schedule(option.Name), chosen = option.Name == chosen }).ToArray(),
            severalSchedules = newsletter.Schedules.Length > 1,
            severalNewsletters = newsletters.Count > 1,
            consent = Consent(newsletter, language),
            kept = words.Fill("keptUnconfirmed", ("days", Days(privacy.UnconfirmedRetention))),
        };
        var title = words.Fill("subscribeTitle", ("newsletter", newsletter.Title));
        return pages.Render("subscribe", language, title, model, fault == AddressFault.None ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    /// <summary>The answer to every well-formed sign-up, whoever subscribes already (mail rule 23).</summary>
    public IResult Sent(NewsletterOptions newsletter, string language)
    {
        var words = languages.Words(language);
        var model = new
        {
            text = words.Fill("sentText", ("newsletter", newsletter.Title)),
            expiry = words.Fill("sentExpiry", ("days", Days(privacy.UnconfirmedRetention))),
            again = QueryString.Create("newsletter", newsletter.Name).Add("lang", language).ToUriComponent(),
        };
        return pages.Render("sent", language, words["sentTitle"], model);
    }

    /// <summary>The sentence that a reader agrees to; it is kept with the subscription.</summary>
    public string Consent(NewsletterOptions newsletter, string language) =>
        languages.Words(language).Fill("consent", ("site", site.Title), ("newsletter", newsletter.Title));

    private static string Days(TimeSpan time) => Math.Ceiling(time.TotalDays).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
