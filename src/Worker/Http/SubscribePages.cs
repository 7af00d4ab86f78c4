using Syndication.Feeds.Content;
using Syndication.Worker.Http.Pages;
using Syndication.Worker.Http.SignUp;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Templates;

namespace Syndication.Worker.Http;

/// <summary>The pages of <c>/subscribe</c>.</summary>
/// <param name="pages">Renders them.</param>
/// <param name="languages">Holds their words.</param>
/// <param name="newsletters">What can be subscribed to.</param>
/// <param name="site">Who sends.</param>
/// <param name="parts">What the form is made of.</param>
internal sealed class SubscribePages(
    PageRenderer pages, PageLanguages languages, IReadOnlyList<NewsletterOptions> newsletters, SiteOptions site, SubscribeParts parts)
{
    /// <summary>The choice between newsletters.</summary>
    public IResult Choice(string language, int statusCode = StatusCodes.Status200OK)
    {
        var words = languages.Words(language);
        var choices = newsletters.Select(newsletter => new
        {
            title = newsletter.Title,
            description = newsletter.Description,
            textLanguage = newsletter.Languages[0],
            textDirection = LanguageStrings.Direction(newsletter.Languages[0]),
            rhythm = string.Join(" · ", newsletter.Schedules.Select(schedule => words.Schedule(schedule.Name))),
            href = QueryString.Create([KeyValuePair.Create("newsletter", (string?)newsletter.Name), KeyValuePair.Create("lang", (string?)language)]).ToUriComponent(),
        }).ToArray();
        return pages.Render("choose", language, words["chooseTitle"], new { choices, none = choices.Length == 0 }, statusCode);
    }

    /// <summary>The form of one newsletter.</summary>
    /// <param name="newsletter">The newsletter.</param>
    /// <param name="language">The page's language.</param>
    /// <param name="fields">What was chosen before.</param>
    /// <param name="fault">Key of the words that say what is wrong, or null.</param>
    public IResult Form(NewsletterOptions newsletter, string language, SignUpFields fields, string? fault)
    {
        var words = languages.Words(language);
        var tags = TagChoice.Of(parts.Tags.Of(newsletter), [.. fields.Tags], language);
        var isOfTags = fault == "tagsNone";
        var model = new
        {
            newsletter = newsletter.Name,
            title = newsletter.Title,
            description = newsletter.Description,
            textLanguage = newsletter.Languages[0],
            textDirection = LanguageStrings.Direction(newsletter.Languages[0]),
            email = fields.Email,
            error = fault is null || isOfTags ? "" : words[fault],
            tagsError = isOfTags ? words["tagsNone"] : "",
            schedules = ChoiceModels.Schedules(newsletter, (newsletter.FindSchedule(fields.Schedule) ?? newsletter.Schedules[0]).Name, words),
            severalSchedules = newsletter.Schedules.Length > 1,
            tags = tags.Tags,
            tagGroups = tags.Groups,
            hasTags = tags.Tags.Count > 0,
            allTags = fields.IsAboutAll,
            regions = ChoiceModels.Zones(fields.TimeZone.Length == 0 || !TimeZones.IsKnown(fields.TimeZone) ? null : fields.TimeZone),
            open = isOfTags || !fields.IsAboutAll || fields.TimeZone.Length > 0,
            shown = fields.Shown.Length > 0 ? fields.Shown : parts.Trap.Stamp(),
            severalNewsletters = newsletters.Count > 1,
            consent = Consent(newsletter, language),
            kept = words.Count("keptUnconfirmed", parts.Days, ("days", Number(parts.Days))),
        };
        var title = words.Fill("subscribeTitle", ("newsletter", newsletter.Title));
        return pages.Render("subscribe", language, title, model, fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, hasScript: true);
    }

    /// <summary>The answer to a body that could not be read.</summary>
    public IResult Unreadable(string language, int statusCode) => parts.Notices.Unreadable(language, statusCode);

    /// <summary>The answer to every well-formed sign-up, whoever subscribes already (mail rule 23).</summary>
    public IResult Sent(NewsletterOptions newsletter, string language)
    {
        var words = languages.Words(language);
        var model = new
        {
            text = words.Fill("sentText", ("newsletter", newsletter.Title)),
            expiry = words.Count("sentExpiry", parts.Days, ("days", Number(parts.Days))),
            again = QueryString.Create("newsletter", newsletter.Name).Add("lang", language).ToUriComponent(),
        };
        return pages.Render("sent", language, words["sentTitle"], model);
    }

    /// <summary>The sentence that a reader agrees to; it is kept with the subscription.</summary>
    public string Consent(NewsletterOptions newsletter, string language) =>
        languages.Words(language).Fill("consent", ("site", site.Title), ("newsletter", newsletter.Title));

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
