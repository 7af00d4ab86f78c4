using System.Globalization;
using Syndication.Worker.Mail;
using Syndication.Worker.Newsletters;

namespace Syndication.Worker.Cli.Previewing;

/// <summary>Writes a message as files.</summary>
/// <param name="preview">Composes it.</param>
/// <param name="pictures">Takes pictures; null where no browser was found.</param>
/// <param name="terminal">Is told what was written.</param>
internal sealed class PreviewFiles(EditionPreview preview, PagePictures? pictures, Terminal terminal)
{
    /// <summary>Writes HTML, text, eml and pictures.</summary>
    /// <param name="newsletter">The newsletter.</param>
    /// <param name="message">The message.</param>
    /// <param name="folder">Where to; it is there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What to open in a browser, or null where nothing could be composed.</returns>
    public async Task<string?> WriteAsync(NewsletterOptions newsletter, PreviewedMessage message, string folder, CancellationToken cancellationToken)
    {
        var (language, count) = (message.Variant.Language, message.Variant.Posts.Length);
        if (preview.Compose(newsletter, message.Variant, message.Address) is not { } composed)
        {
            await terminal.Error.WriteLineAsync($"{newsletter.Name} in {language}: a post has just changed; try again.");
            return null;
        }

        using var mail = composed.Message;
        var file = Path.Combine(folder, $"{newsletter.Name}-{language}");
        RemoveOld(folder, $"{newsletter.Name}-{language}");
        await File.WriteAllTextAsync(file + ".txt", composed.Content.Text, cancellationToken);
        await mail.WriteToAsync(MessageBuilder.Format, file + ".eml", cancellationToken);
        if (composed.Content.Html is not { } html)
        {
            await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} posts, as text alone: {file}.txt and .eml"));
            return file + ".txt";
        }

        await File.WriteAllTextAsync(file + ".html", html, cancellationToken);
        await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} posts: {file}.html, .txt and .eml"));
        await TakePicturesAsync(html, file, cancellationToken);
        return file + ".html";
    }

    private async Task TakePicturesAsync(string html, string file, CancellationToken cancellationToken)
    {
        if (pictures is null) return;
        try
        {
            var written = await pictures.TakeAsync(html, file, cancellationToken);
            await terminal.Out.WriteLineAsync("pictures: " + string.Join(", ", written.Select(Path.GetFileName)));
        }
        catch (PictureException exception)
        {
            await terminal.Error.WriteLineAsync("No pictures: " + exception.Message);
        }
    }

    /// <summary>What an earlier preview left would pass for this one's.</summary>
    private static void RemoveOld(string folder, string name)
    {
        File.Delete(Path.Combine(folder, name + ".html"));
        foreach (var picture in new[] { "320", "600" }.SelectMany(width => Directory.EnumerateFiles(folder, $"{name}-{width}-*.png"))) File.Delete(picture);
    }
}
