using System.CommandLine;
using Syndication.Worker.Cli.Previewing;
using Syndication.Worker.Newsletters;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication preview</c>: what would go out now, as files.</summary>
internal static class PreviewCommand
{
    private static readonly Argument<string> Newsletter = NewsletterArgument.Create();

    private static readonly Option<string?> Subscriber = new("--subscriber") { Description = "Exactly what this reader gets next: an address, or an identifier.", HelpName = "X" };

    private static readonly Option<string> Out = new("--out") { Description = "Folder for the files.", HelpName = "DIR", DefaultValueFactory = _ => "preview" };

    private static readonly Option<int?> Latest = new("--latest") { Description = "Show the newest N posts instead of what is due.", HelpName = "N" };

    private static readonly Option<bool> Open = new("--open") { Description = "Open it in the desktop's browser." };

    private static readonly Option<bool> NoPictures = new("--no-pictures") { Description = "Take no pictures." };

    static PreviewCommand() => Latest.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int?>() is < 1) result.AddError("--latest needs a number from 1.");
    });

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("preview",
            "Write what would go out now as HTML, text and eml, one of each language, with pictures where there is chromium; nothing is sent or recorded. Example: syndication preview treatments --latest 3 --open")
        {
            Newsletter, Subscriber, Out, Latest, Open, NoPictures,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Subscriber) is not null && result.GetValue(Latest) is not null) result.AddError("--subscriber shows what is due; it cannot be had with --latest.");
        });
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => PreviewAsync(arguments, services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> PreviewAsync(ParseResult arguments, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        if (await NewsletterArgument.OpenAsync(arguments.GetRequiredValue(Newsletter), services, terminal, cancellationToken) is not { } newsletter) return ExitCodes.Cannot;
        var choice = ActivatorUtilities.CreateInstance<PreviewChoice>(services, terminal);
        var messages = arguments.GetValue(Subscriber) is { } reader
            ? await choice.ForReaderAsync(newsletter, reader, cancellationToken)
            : await choice.ForEverybodyAsync(newsletter, arguments.GetValue(Latest), cancellationToken);
        if (messages is null) return ExitCodes.No;
        if (messages.Count == 0) return ExitCodes.Done;
        var folder = Path.GetFullPath(arguments.GetValue(Out)!);
        Directory.CreateDirectory(folder);
        var isPictured = !arguments.GetValue(NoPictures);
        var browser = isPictured ? ChromiumProgram.Find(Environment.GetEnvironmentVariable("PATH")) : null;
        var files = new PreviewFiles(services.GetRequiredService<EditionPreview>(), browser is null ? null : new PagePictures(browser, services.GetRequiredService<TimeProvider>()), terminal);
        string? first = null;
        foreach (var message in messages)
        {
            var written = await files.WriteAsync(newsletter, message, folder, cancellationToken);
            first ??= written;
        }

        if (isPictured && browser is null) await terminal.Out.WriteLineAsync("No pictures: chromium was not found (Debian: apt install chromium).");
        if (first is null) return ExitCodes.Cannot;
        if (arguments.GetValue(Open) && DesktopBrowser.Open(first, Environment.GetEnvironmentVariable) is { } trouble) await terminal.Error.WriteLineAsync($"{trouble} It is {first}");
        return ExitCodes.Done;
    }
}
