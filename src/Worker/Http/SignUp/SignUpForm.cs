using Syndication.Worker.Http.Pages;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Worker.Http.SignUp;

/// <summary>Takes sign-ups from forms, those of other pages included.</summary>
internal sealed class SignUpForm(
    IReadOnlyList<NewsletterOptions> newsletters, SubscribePages pages, PageLanguages languages, SignUpChecks checks, SignUpWorkflow workflow)
{
    /// <summary>Answers with a page, or leads back to where the form asks to go and may.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request)
    {
        var (form, status) = await FormReader.ReadAsync(request);
        if (form is null) return pages.Unreadable(languages.Choose(request), status);
        var sent = SignUpFieldsReader.FromForm(form);
        var language = languages.Choose(request, sent.Language);
        if (SubscribeEndpoints.Find(newsletters, sent.Newsletter) is not { } newsletter) return pages.Choice(language, StatusCodes.Status400BadRequest);
        // A form may be older than the configuration: what it has no longer is left out rather than explained.
        var fields = sent with { Tags = checks.Validator.Known(sent, newsletter), About = sent.IsAboutAll ? "all" : "chosen" };
        var faults = checks.Validator.Faults(fields, newsletter);
        if (faults.GetValueOrDefault("email") is { } address) return pages.Form(newsletter, language, fields, address);
        if (faults.GetValueOrDefault("tags") is { } tags) return pages.Form(newsletter, language, fields, tags);
        if (!checks.Trap.Caught(fields))
        {
            await workflow.SubscribeAsync(SubscribeEndpoints.RequestOf(fields, newsletter, language, pages.Consent(newsletter, language)), request.HttpContext.RequestAborted);
        }

        return checks.Origins.ReturnTo(fields.Return) is { } back ? new SeeOther(back) : pages.Sent(newsletter, language);
    }

    /// <summary>303: the browser fetches the page and does not send the form again.</summary>
    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
