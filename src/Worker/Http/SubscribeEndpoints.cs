using Syndication.Worker.Http.Pages;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Http;

/// <summary><c>/subscribe</c>: the sign-up form.</summary>
internal static class SubscribeEndpoints
{
    /// <summary>A field that people do not see and programs fill in.</summary>
    private const string Honeypot = "website";

    /// <summary>Adds the address.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/subscribe").AddEndpointFilter<DatabaseTroubleFilter>();
        group.MapMethods("", [HttpMethods.Get, HttpMethods.Head], Show);
        group.MapPost("", SubscribeAsync).DisableAntiforgery().RequireRateLimiting(SignUpRateLimit.Name);
    }

    private static IResult Show(HttpRequest request, IReadOnlyList<NewsletterOptions> newsletters, SubscribePages pages, PageLanguages languages)
    {
        var language = languages.Choose(request);
        var name = request.Query["newsletter"].ToString();
        if (Find(newsletters, name) is { } newsletter) return pages.Form(newsletter, language, schedule: request.Query["schedule"]);
        return pages.Choice(language, name.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> SubscribeAsync(
        HttpRequest request, IReadOnlyList<NewsletterOptions> newsletters, SubscribePages pages, PageLanguages languages, NoticePages notices, SignUpWorkflow workflow)
    {
        var (form, status) = await FormReader.ReadAsync(request);
        if (form is null) return notices.Unreadable(languages.Choose(request), status);
        var language = languages.Choose(request, Text(form, "lang"));
        if (Find(newsletters, Text(form, "newsletter")) is not { } newsletter) return pages.Choice(language, StatusCodes.Status400BadRequest);
        var schedule = Text(form, "schedule");
        var (address, fault) = AddressRules.Read(Text(form, "email"));
        if (address is null) return pages.Form(newsletter, language, Text(form, "email"), schedule, fault);
        if (Text(form, Honeypot).Length == 0)
        {
            var wish = new SubscriptionWish
            {
                Newsletter = newsletter.Name,
                Schedule = (newsletter.FindSchedule(schedule) ?? newsletter.Schedules[0]).Name,
                ConsentText = pages.Consent(newsletter, language),
            };
            await workflow.SubscribeAsync(new SignUpRequest(address, LanguageOf(newsletter, language), wish), request.HttpContext.RequestAborted);
        }

        return pages.Sent(newsletter, language);
    }

    /// <summary>The newsletter of that name; with none named, the only one there is.</summary>
    private static NewsletterOptions? Find(IReadOnlyList<NewsletterOptions> newsletters, string name) =>
        name.Length == 0 && newsletters.Count == 1
            ? newsletters[0]
            : newsletters.FirstOrDefault(newsletter => string.Equals(newsletter.Name, name, StringComparison.Ordinal));

    private static string? LanguageOf(NewsletterOptions newsletter, string language) =>
        newsletter.Languages.Contains(language, StringComparer.OrdinalIgnoreCase) ? language : null;

    private static string Text(IFormCollection form, string field) => form[field].FirstOrDefault() ?? "";
}
