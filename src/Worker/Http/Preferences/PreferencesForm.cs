using Syndication.Worker.Http.SignUp;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Http.Preferences;

/// <summary>Reads what a button of the preference page asks for.</summary>
internal static class PreferencesForm
{
    /// <summary>The change and what the page says of it; null for a button that the page does not have.</summary>
    /// <param name="form">The form.</param>
    /// <param name="newsletters">What can be subscribed to.</param>
    /// <param name="consent">The wording that a reader of a newsletter agrees to.</param>
    public static (PreferenceChange? Change, PreferencesNote Note)? Read(IFormCollection form, IReadOnlyList<NewsletterOptions> newsletters, Func<NewsletterOptions, string> consent)
    {
        var fields = SignUpFieldsReader.FromForm(form);
        var name = fields.Newsletter;
        switch (form["action"].FirstOrDefault())
        {
            case "describe": return (Describe(form, fields, newsletters), new PreferencesNote("doneSaved"));
            case "pause": return (new PreferenceChange.Pause(name), new PreferencesNote("donePaused", name));
            case "resume": return (new PreferenceChange.Resume(name), new PreferencesNote("doneResumed", name));
            case "leave": return (new PreferenceChange.Leave(name), new PreferencesNote("doneLeft", name, MayUndo: true));
            case "leave-all": return (new PreferenceChange.Leave(null), new PreferencesNote("doneLeftAll", MayUndo: true));
            case "return": return (new PreferenceChange.Return(name.Length == 0 ? null : name), new PreferencesNote("doneReturned"));
        }

        if (newsletters.FirstOrDefault(item => item.Name == name) is not { } newsletter) return null;
        return form["action"].FirstOrDefault() switch
        {
            "choose" => Choose(fields, newsletter),
            "join" => (Join(newsletter, consent(newsletter)), new PreferencesNote("doneJoined", name)),
            _ => null,
        };
    }

    private static (PreferenceChange? Change, PreferencesNote Note) Choose(SignUpFields fields, NewsletterOptions newsletter)
    {
        if (!fields.IsAboutAll && fields.Tags.Count == 0) return (null, new PreferencesNote("tagsNone", newsletter.Name, IsFault: true));
        var schedule = (newsletter.FindSchedule(fields.Schedule) ?? newsletter.Schedules[0]).Name;
        return (new PreferenceChange.Choose(newsletter.Name, schedule, fields.IsAboutAll ? null : [.. fields.Tags]), new PreferencesNote("doneSaved"));
    }

    private static PreferenceChange.Join Join(NewsletterOptions newsletter, string consent) =>
        new(new SubscriptionWish { Newsletter = newsletter.Name, Schedule = newsletter.Schedules[0].Name, ConsentText = consent });

    private static PreferenceChange.Describe Describe(IFormCollection form, SignUpFields fields, IReadOnlyList<NewsletterOptions> newsletters)
    {
        var language = form["mailLanguage"].FirstOrDefault() ?? "";
        var isOffered = newsletters.Any(newsletter => newsletter.Languages.Contains(language, StringComparer.OrdinalIgnoreCase));
        return new PreferenceChange.Describe(isOffered ? language : null, TimeZones.IsKnown(fields.TimeZone) ? fields.TimeZone : null, form["textOnly"] == "on");
    }
}
