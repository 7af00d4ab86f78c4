using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Worker.Http.SignUp;

/// <summary>Finds everything that is wrong with a sign-up.</summary>
/// <param name="tags">The tags that newsletters have.</param>
internal sealed class SignUpValidator(NewsletterTags tags)
{
    /// <summary>The faults as keys of the pages' words, by field; none for a sign-up that can be taken.</summary>
    public IReadOnlyDictionary<string, string> Faults(SignUpFields fields, NewsletterOptions newsletter)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        if (AddressRules.Read(fields.Email).Fault is var fault and not AddressFault.None) faults["email"] = "emailFault" + fault;
        if (fields.Schedule.Length > 0 && newsletter.FindSchedule(fields.Schedule) is null) faults["schedule"] = "fieldSchedule";
        if (!fields.IsAboutAll && fields.Tags.Count == 0) faults["tags"] = "tagsNone";
        else if (!fields.IsAboutAll && Known(fields, newsletter).Length < fields.Tags.Count) faults["tags"] = "fieldTags";
        if (fields.TimeZone.Length > 0 && !TimeZones.IsKnown(fields.TimeZone)) faults["timeZone"] = "fieldTimeZone";
        if (fields.Language.Length > 0 && !newsletter.Languages.Contains(fields.Language, StringComparer.OrdinalIgnoreCase)) faults["language"] = "fieldLanguage";
        return faults;
    }

    /// <summary>Those of the tags asked for that the newsletter has.</summary>
    public string[] Known(SignUpFields fields, NewsletterOptions newsletter)
    {
        var slugs = tags.Of(newsletter).Select(tag => tag.Slug).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. fields.Tags.Where(slugs.Contains)];
    }
}
