using Syndication.Worker.Http.Pages;
using Syndication.Worker.Http.SignUp;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Http;

/// <summary><c>/subscribe</c>: the sign-up form, and the same for scripts of other pages.</summary>
internal static class SubscribeEndpoints
{
    /// <summary>Adds the address.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/subscribe").AddEndpointFilter<DatabaseTroubleFilter>();
        group.MapMethods("", [HttpMethods.Get, HttpMethods.Head], Show);
        group.MapMethods("", [HttpMethods.Options], (HttpContext context, SignUpOrigins origins) => origins.AnswerPreflight(context));
        // No antiforgery token: a sign-up only asks the address itself, and forms of the site's static pages have none.
        group.MapPost("", (HttpRequest request, SignUpForm form, SignUpJson json) => request.HasJsonContentType() ? json.AnswerAsync(request) : form.AnswerAsync(request))
            .DisableAntiforgery().RequireRateLimiting(SignUpRateLimit.Name);
    }

    private static IResult Show(HttpRequest request, IReadOnlyList<NewsletterOptions> newsletters, SubscribePages pages, PageLanguages languages)
    {
        var language = languages.Choose(request);
        var name = request.Query["newsletter"].ToString();
        var fields = new SignUpFields { Schedule = request.Query["schedule"].ToString() };
        if (Find(newsletters, name) is { } newsletter) return pages.Form(newsletter, language, fields, fault: null);
        return pages.Choice(language, name.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status404NotFound);
    }

    /// <summary>The newsletter of that name; with none named, the only one there is.</summary>
    public static NewsletterOptions? Find(IReadOnlyList<NewsletterOptions> newsletters, string name) =>
        name.Length == 0 && newsletters.Count == 1
            ? newsletters[0]
            : newsletters.FirstOrDefault(newsletter => string.Equals(newsletter.Name, name, StringComparison.Ordinal));

    /// <summary>The sign-up that valid fields ask for.</summary>
    public static SignUpRequest RequestOf(SignUpFields fields, NewsletterOptions newsletter, string? language, string consent) => new(
        AddressRules.Read(fields.Email).Address!,
        language is not null && newsletter.Languages.Contains(language, StringComparer.OrdinalIgnoreCase) ? language : null,
        new SubscriptionWish
        {
            Newsletter = newsletter.Name,
            Schedule = (newsletter.FindSchedule(fields.Schedule) ?? newsletter.Schedules[0]).Name,
            Tags = fields.IsAboutAll ? null : [.. fields.Tags],
            TimeZone = TimeZones.IsKnown(fields.TimeZone) ? fields.TimeZone : null,
            ConsentText = consent,
        });
}
