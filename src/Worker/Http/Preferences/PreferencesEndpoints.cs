using Syndication.Worker.Http.Pages;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Worker.Http.Preferences;

/// <summary><c>/preferences</c>: what a reader changes by the link in every digest, without a login.</summary>
internal static class PreferencesEndpoints
{
    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/preferences").AddEndpointFilter<DatabaseTroubleFilter>();
        group.MapMethods("", [HttpMethods.Get, HttpMethods.Head], ShowAsync);
        // The link's token is the proof, and no cookie is: no other page can send this form.
        group.MapPost("", ChangeAsync).DisableAntiforgery();
        group.MapMethods("/link", [HttpMethods.Get, HttpMethods.Head], (HttpRequest request, PreferencesPages pages, PageLanguages languages) =>
            pages.AskForAddress(languages.Choose(request), "linkText", StatusCodes.Status200OK));
        group.MapPost("/link", MailLinkAsync).DisableAntiforgery().RequireRateLimiting(SignUpRateLimit.Name);
    }

    private static async Task<IResult> ShowAsync(HttpRequest request, PreferencesWorkflow workflow, PreferencesPages pages, PageLanguages languages)
    {
        var token = request.Query["token"].ToString();
        return pages.Show(await workflow.ReadAsync(token, request.HttpContext.RequestAborted), token, languages.Choose(request));
    }

    private static async Task<IResult> ChangeAsync(
        HttpRequest request, PreferencesWorkflow workflow, PreferencesActions actions, PreferencesPages pages, PageLanguages languages, NoticePages notices)
    {
        var (form, status) = await FormReader.ReadAsync(request);
        if (form is null) return notices.Unreadable(languages.Choose(request), status);
        var token = request.Query["token"].ToString();
        var language = languages.Choose(request, form["lang"].FirstOrDefault());
        var cancellationToken = request.HttpContext.RequestAborted;
        return form["action"].FirstOrDefault() switch
        {
            "data" => await actions.ExportAsync(request.HttpContext, token, language),
            "erase" => pages.AskToErase(await workflow.ReadAsync(token, cancellationToken), token, language),
            "erase-now" => await actions.EraseAsync(token, language, cancellationToken),
            _ => await actions.ApplyAsync(form, token, language, cancellationToken),
        };
    }

    private static async Task<IResult> MailLinkAsync(
        HttpRequest request, PersonalDataWorkflow personal, PreferencesPages pages, PageLanguages languages, NoticePages notices)
    {
        var (form, status) = await FormReader.ReadAsync(request);
        if (form is null) return notices.Unreadable(languages.Choose(request), status);
        var language = languages.Choose(request, form["lang"].FirstOrDefault());
        var email = form["email"].FirstOrDefault() ?? "";
        var (address, fault) = AddressRules.Read(email);
        if (address is null) return pages.AskForAddress(language, "linkText", StatusCodes.Status400BadRequest, email, fault);
        await personal.RequestLinkAsync(address, request.HttpContext.RequestAborted);
        return pages.LinkSent(language);
    }
}
