using System.Collections.Immutable;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Worker.Http.Preferences;

/// <summary>Does what the buttons of the preference page ask for, and answers with the page as it then is.</summary>
/// <param name="workflow">Changes preferences.</param>
/// <param name="personal">Exports and erases.</param>
/// <param name="newsletters">What can be subscribed to.</param>
/// <param name="tags">The tags that they have.</param>
/// <param name="subscribe">Knows the wording of consent.</param>
/// <param name="pages">The answers.</param>
internal sealed class PreferencesActions(
    PreferencesWorkflow workflow, PersonalDataWorkflow personal, IReadOnlyList<NewsletterOptions> newsletters, NewsletterTags tags, SubscribePages subscribe,
    PreferencesPages pages)
{
    /// <summary>Changes preferences.</summary>
    public async Task<IResult> ApplyAsync(IFormCollection form, string token, string language, CancellationToken cancellationToken)
    {
        var asked = PreferencesForm.Read(form, newsletters, newsletter => subscribe.Consent(newsletter, language));
        if (asked is { Change: PreferenceChange.Choose { Tags: not null } chosen }) asked = await WithKnownTagsAsync(chosen, asked.Value.Note, token, cancellationToken);
        if (asked is not { Change: { } change, Note: var note }) return pages.Show(await workflow.ReadAsync(token, cancellationToken), token, language, asked?.Note);
        var reading = await workflow.ApplyAsync(token, change, cancellationToken);
        var waits = change is PreferenceChange.Join join && reading.Reader?.Find(join.Wish.Newsletter)?.State == SubscriptionState.Pending;
        return pages.Show(reading, token, language, waits ? note with { Key = "doneAsked" } : note);
    }

    /// <summary>Of tags, only what the newsletter has and what the reader had: a form may say anything.</summary>
    private async Task<(PreferenceChange?, PreferencesNote)> WithKnownTagsAsync(PreferenceChange.Choose chosen, PreferencesNote note, string token, CancellationToken cancellationToken)
    {
        var own = (await workflow.ReadAsync(token, cancellationToken)).Reader?.Find(chosen.Newsletter)?.Tags ?? [];
        var known = tags.Of(newsletters.First(newsletter => newsletter.Name == chosen.Newsletter)).Select(tag => tag.Slug).Concat(own).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var kept = chosen.Tags!.Value.Where(known.Contains).Distinct(StringComparer.OrdinalIgnoreCase).ToImmutableArray();
        return kept.Length == 0 ? (null, new PreferencesNote("tagsNone", chosen.Newsletter, IsFault: true)) : (chosen with { Tags = kept }, note);
    }

    /// <summary>The data as a file, by a link that was asked for; by any other link, a mail with one that is (ADR 20).</summary>
    public async Task<IResult> ExportAsync(HttpContext context, string token, string language)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await personal.ExportAsync(token, context.RequestAborted) is { } json)
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return Results.File(json, "application/json", "my-data.json");
        }

        var reading = await workflow.ReadAsync(token, context.RequestAborted);
        if (reading.Reader is not null) await personal.RequestLinkAsync(reading.Ticket.SubscriptionId, context.RequestAborted);
        return pages.Show(reading, token, language, new PreferencesNote("dataMailed"));
    }

    /// <summary>Erases everything.</summary>
    public async Task<IResult> EraseAsync(string token, string language, CancellationToken cancellationToken) =>
        await personal.EraseAsync(token, cancellationToken) == TokenStatus.Valid
            ? pages.Erased(language)
            : pages.Show(await workflow.ReadAsync(token, cancellationToken), token, language);
}
