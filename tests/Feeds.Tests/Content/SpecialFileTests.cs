using System.Diagnostics;
using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Scanning;

namespace Syndication.Tests.Feeds.Content;

/// <summary>What stands in the content folder under a Markdown name and is no file, or is not what it was a moment ago.</summary>
public sealed class SpecialFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Path(string name) => folder.PathOf(name);

    private Task<ContentFiles> Scan()
    {
        var options = new ContentOptions { Folder = folder.PathOf("") };
        return new ContentScanner(options, new PostParser(Sample.Site, options), TimeProvider.System).ScanAsync(ContentFiles.None, TestContext.Current.CancellationToken);
    }

    private void MakePipe(string name)
    {
        using var made = Process.Start(new ProcessStartInfo("mkfifo") { ArgumentList = { Path(name) } })!;
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }

    private static async Task<T> InTime<T>(Task<T> task)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        return await task.WaitAsync(patience.Token);
    }

    [Fact]
    public async Task A_pipe_a_device_and_links_to_them_are_unreadable_and_hold_nothing_up()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes and devices are told from files on Linux only.");
        MakePipe("pipe.md");
        File.CreateSymbolicLink(Path("linked-pipe.md"), Path("pipe.md"));
        File.CreateSymbolicLink(Path("endless.md"), "/dev/zero");
        await File.WriteAllTextAsync(Path("post.md"), "---\ntitle: T\ndate: 2023-01-01\n---\n", TestContext.Current.CancellationToken);

        var files = (await InTime(Scan())).Files;

        Assert.All(new[] { "pipe.md", "linked-pipe.md", "endless.md" }, name => Assert.Equal(ProblemCodes.Unreadable, Assert.Single(files[name].Parsed.Problems).Code));
        Assert.NotNull(files["post.md"].Parsed.Post);
    }

    [Fact]
    public async Task A_body_is_not_read_from_a_pipe_that_took_the_place_of_a_post()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes and devices are told from files on Linux only.");
        MakePipe("post.md");
        var reader = new PostBodyReader(new ContentOptions { Folder = folder.PathOf("") });

        Assert.Null(await InTime(Task.Run(() => reader.Read(Sample.Post()), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_folder_with_the_name_of_a_post_is_a_folder()
    {
        Directory.CreateDirectory(Path("notes.md"));
        await File.WriteAllTextAsync(Path("notes.md/a.md"), "---\ntitle: T\ndate: 2023-01-01\n---\n", TestContext.Current.CancellationToken);

        Assert.Equal(["notes.md/a.md"], (await Scan()).Files.Keys);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(4 * 1024 * 1024)]
    public void A_file_is_read_whole(int length)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, (byte)'x');
        File.WriteAllBytes(Path("a.md"), bytes);

        using var read = FileBytes.Read(Path("a.md"));

        Assert.Equal(bytes, read!.Memory);
    }

    [Fact]
    public void Of_a_file_over_the_limit_nothing_is_kept()
    {
        File.WriteAllBytes(Path("a.md"), new byte[(4 * 1024 * 1024) + 1]);

        Assert.Null(FileBytes.Read(Path("a.md")));
    }
}
