using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Syndication.Worker.Cli.Previewing;

/// <summary>Takes pictures of a message as a mail program would show it: at two widths, in light and dark, in full height.</summary>
/// <param name="program">The browser.</param>
/// <param name="time">Tells when it takes too long.</param>
internal sealed class PagePictures(string program, TimeProvider time)
{
    // A picture of more pixels a side than a texture of the browser has repeats itself or stays empty.
    private const int HighestPicture = 16_000;

    private static readonly int[] Widths = [320, 600];
    private static readonly string[] Schemes = ["light", "dark"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LoadPatience = TimeSpan.FromSeconds(15);

    /// <summary>Writes the pictures as PNG files.</summary>
    /// <param name="html">The message's HTML.</param>
    /// <param name="file">Path of the files without their ending; width and scheme are added.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The files.</returns>
    /// <exception cref="PictureException">It cannot be done.</exception>
    public async Task<IReadOnlyList<string>> TakeAsync(string html, string file, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await using var browser = await ChromiumProcess.StartAsync(program, ended.Token);
            await using var connection = new DevToolsConnection();
            await connection.ConnectAsync(browser.Address, ended.Token);
            var page = await OpenAsync(connection, html, ended.Token);
            var written = new List<string>();
            foreach (var width in Widths)
            {
                foreach (var scheme in Schemes) written.AddRange(await TakeAsync(connection, page, width, scheme, file, ended.Token));
            }

            return written;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw new PictureException($"{program} did not finish within {Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds.");
        }
        catch (System.Net.WebSockets.WebSocketException exception)
        {
            throw new PictureException($"{program} takes no commands: {exception.Message}");
        }
    }

    private async Task<string> OpenAsync(DevToolsConnection connection, string html, CancellationToken cancellationToken)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var images = ImagesOf(html);
        connection.OnEvent = (name, parameters, session) =>
        {
            if (name == "Page.loadEventFired") loaded.TrySetResult();
            if (name == "Fetch.requestPaused") _ = DecideAsync(connection, parameters, session, images, cancellationToken);
        };
        var target = await connection.SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" }, null, cancellationToken);
        var attached = await connection.SendAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target.GetProperty("targetId").GetString(), ["flatten"] = true }, null, cancellationToken);
        var page = attached.GetProperty("sessionId").GetString()!;
        await connection.SendAsync("Page.enable", null, page, cancellationToken);
        await connection.SendAsync("Emulation.setScriptExecutionDisabled", new JsonObject { ["value"] = true }, page, cancellationToken);
        await connection.SendAsync("Fetch.enable", new JsonObject(), page, cancellationToken);
        // An address that holds the page itself: the browser need not reach our files.
        var address = "data:text/html;charset=utf-8;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(html));
        await connection.SendAsync("Page.navigate", new JsonObject { ["url"] = address }, page, cancellationToken);
        await Task.WhenAny(loaded.Task, Task.Delay(LoadPatience, time, cancellationToken));
        return page;
    }

    /// <summary>Lets the message's own pictures through and nothing else.</summary>
    private static async Task DecideAsync(DevToolsConnection connection, JsonElement request, string? page, HashSet<string> images, CancellationToken cancellationToken)
    {
        var id = request.GetProperty("requestId").GetString();
        var isAllowed = request.GetProperty("resourceType").GetString() == "Image" && images.Contains(request.GetProperty("request").GetProperty("url").GetString()!);
        try
        {
            if (isAllowed) await connection.SendAsync("Fetch.continueRequest", new JsonObject { ["requestId"] = id }, page, cancellationToken);
            else await connection.SendAsync("Fetch.failRequest", new JsonObject { ["requestId"] = id, ["errorReason"] = "BlockedByClient" }, page, cancellationToken);
        }
        catch (Exception exception) when (exception is PictureException or OperationCanceledException or ObjectDisposedException or System.Net.WebSockets.WebSocketException)
        {
            // The page went on without it, or everything ends.
        }
    }

    private static async Task<IReadOnlyList<string>> TakeAsync(
        DevToolsConnection connection, string page, int width, string scheme, string file, CancellationToken cancellationToken)
    {
        await connection.SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = 800, ["deviceScaleFactor"] = 1, ["mobile"] = false }, page, cancellationToken);
        var feature = new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme };
        await connection.SendAsync("Emulation.setEmulatedMedia", new JsonObject { ["features"] = new JsonArray(feature) }, page, cancellationToken);
        var metrics = await connection.SendAsync("Page.getLayoutMetrics", null, page, cancellationToken);
        var height = (int)Math.Ceiling(metrics.GetProperty("cssContentSize").GetProperty("height").GetDouble());
        var written = new List<string>();
        for (var top = 0; top == 0 || top < height; top += HighestPicture)
        {
            var clip = new JsonObject { ["x"] = 0, ["y"] = top, ["width"] = width, ["height"] = Math.Max(1, Math.Min(HighestPicture, height - top)), ["scale"] = 1 };
            var shot = await connection.SendAsync("Page.captureScreenshot", new JsonObject { ["format"] = "png", ["captureBeyondViewport"] = true, ["clip"] = clip }, page, cancellationToken);
            var part = top == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{(top / HighestPicture) + 1}");
            var path = string.Create(CultureInfo.InvariantCulture, $"{file}-{width}-{scheme}{part}.png");
            await File.WriteAllBytesAsync(path, shot.GetProperty("data").GetBytesFromBase64(), cancellationToken);
            written.Add(path);
        }

        return written;
    }

    private static HashSet<string> ImagesOf(string html) =>
        new HtmlParser().ParseDocument(html).QuerySelectorAll("img").Select(image => image.GetAttribute("src"))
            .Select(source => Uri.TryCreate(source, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.AbsoluteUri : null).OfType<string>().ToHashSet(StringComparer.Ordinal);
}
