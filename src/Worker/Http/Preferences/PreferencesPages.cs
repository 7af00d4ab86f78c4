using Syndication.Worker.Http.Pages;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Worker.Http.Preferences;

/// <summary>The pages of <c>/preferences</c>. They show an address only in part.</summary>
/// <param name="pages">Renders them.</param>
/// <param name="languages">Holds their words.</param>
/// <param name="notices">Renders those without a form.</param>
/// <param name="model">Describes a reader.</param>
internal sealed class PreferencesPages(PageRenderer pages, PageLanguages languages, NoticePages notices, PreferencesModel model)
{
    /// <summary>A reader's preferences, or the way to a link that works.</summary>
    /// <param name="reading">What the link led to.</param>
    /// <param name="token">The link's token.</param>
    /// <param name="language">The page's language.</param>
    /// <param name="note">What was just done, or null.</param>
    public IResult Show(PreferenceReading reading, string token, string language, PreferencesNote? note = null)
    {
        if (reading.Reader is not { } reader) return Missing(reading.Ticket, token, language);
        var status = note is { IsFault: true } ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        return pages.Render("preferences", language, languages.Words(language)["preferencesTitle"], model.Of(reader, reading.Ticket, token, language, note), status);
    }

    /// <summary>Asks for the click that erases.</summary>
    public IResult AskToErase(PreferenceReading reading, string token, string language) =>
        reading.Reader is null
            ? Missing(reading.Ticket, token, language)
            : pages.Render("erase", language, languages.Words(language)["eraseTitle"], new
            {
                address = QueryString.Create("token", token).ToUriComponent(),
                back = QueryString.Create("token", token).Add("lang", language).ToUriComponent(),
            });

    /// <summary>That nothing is held any more.</summary>
    public IResult Erased(string language) => notices.Show("erased", language, StatusCodes.Status200OK);

    /// <summary>The same whether the address is known or not (mail rule 23).</summary>
    public IResult LinkSent(string language) => notices.Show("linkSent", language, StatusCodes.Status200OK);

    /// <summary>Asks for the address to mail a link to.</summary>
    /// <param name="language">The page's language.</param>
    /// <param name="key">Of the words that say why.</param>
    /// <param name="statusCode">HTTP status.</param>
    /// <param name="email">What was typed before.</param>
    /// <param name="fault">What is wrong with it.</param>
    public IResult AskForAddress(string language, string key, int statusCode, string email = "", AddressFault fault = AddressFault.None)
    {
        var words = languages.Words(language);
        var error = fault == AddressFault.None ? "" : words["emailFault" + fault];
        return pages.Render("link", language, words["linkTitle"], new { text = words[key], email, error }, statusCode);
    }

    private IResult Missing(PreferenceTicket ticket, string token, string language) => ticket.Status switch
    {
        TokenStatus.Valid => notices.Show("gone", language, StatusCodes.Status200OK, signUp: true),
        TokenStatus.Expired => AskForAddress(language, "linkExpired", StatusCodes.Status410Gone),
        _ when token.Length == 0 => AskForAddress(language, "linkText", StatusCodes.Status200OK),
        _ => AskForAddress(language, "linkUnknown", StatusCodes.Status400BadRequest),
    };
}
