using Syndication.Worker.Http.Pages;

namespace Syndication.Worker.Http;

/// <summary>Pages that say one thing and offer at most one way on.</summary>
/// <param name="pages">Renders them.</param>
/// <param name="languages">Holds their words.</param>
internal sealed class NoticePages(PageRenderer pages, PageLanguages languages)
{
    /// <summary>A notice from the words <c>{key}Title</c> and <c>{key}Text</c>.</summary>
    /// <param name="key">What it says.</param>
    /// <param name="language">The page's language.</param>
    /// <param name="statusCode">HTTP status.</param>
    /// <param name="signUp">Whether it offers to sign up.</param>
    public IResult Show(string key, string language, int statusCode, bool signUp = false)
    {
        var words = languages.Words(language);
        return pages.Render("notice", language, words[key + "Title"], new { title = words[key + "Title"], text = words[key + "Text"], good = statusCode < 400, signUp }, statusCode);
    }

    /// <summary>The notice for a body that could not be read.</summary>
    public IResult Unreadable(string language, int statusCode) =>
        Show(statusCode == StatusCodes.Status413PayloadTooLarge ? "tooLarge" : "badRequest", language, statusCode);
}
