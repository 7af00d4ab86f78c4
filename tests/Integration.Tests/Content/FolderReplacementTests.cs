using Syndication.Tests.Support.Http;
using static Syndication.Tests.Integration.Content.Feeds;

namespace Syndication.Tests.Integration.Content;

/// <summary>Another folder takes the name of the content folder, as deploy tools and mounts do it.</summary>
public sealed class FolderReplacementTests : IAsyncLifetime
{
    private WholeService service = null!;

    public async ValueTask InitializeAsync() => service = await WholeService.StartedAsync(
        configuration => configuration["Content"] = new { Folder = "site/content", Watch = new { QuietPeriod = "100ms" } },
        folder =>
        {
            Write("releases/1/content/a.md", "Alpha", folder);
            Write("releases/2/content/a.md", "Alpha", folder);
            Write("releases/2/content/b.md", "Beta", folder);
            Directory.CreateSymbolicLink(folder.PathOf("site"), "releases/1");
        });

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_link_above_it_that_is_switched_brings_the_other_release()
    {
        await RunAsync(service.PathOf(""), "ln", "-sfn", "releases/2", "site");
        await service.HoldAsync("Beta");
        Write("releases/2/content/c.md", "Gamma");

        await service.HoldAsync("Gamma");
    }

    [Fact]
    public async Task A_link_switched_by_renaming_another_over_it_brings_the_other_release()
    {
        await RunAsync(service.PathOf(""), "ln", "-s", "releases/2", "site.new");
        await RunAsync(service.PathOf(""), "mv", "-T", "site.new", "site");
        await service.HoldAsync("Beta");
        Write("releases/2/content/c.md", "Gamma");

        await service.HoldAsync("Gamma");
    }

    [Fact]
    public async Task A_folder_replaced_by_renaming_is_watched_in_its_new_place()
    {
        Directory.Move(service.PathOf("releases/1/content"), service.PathOf("old"));
        Directory.Move(service.PathOf("releases/2/content"), service.PathOf("releases/1/content"));
        await service.HoldAsync("Beta");
        Write("releases/1/content/c.md", "Gamma");

        await service.HoldAsync("Gamma");
    }

    [Fact]
    public async Task A_folder_removed_and_made_again_is_watched_again()
    {
        Directory.Delete(service.PathOf("releases/1/content"), recursive: true);
        await service.EventuallyAsync("health/ready", text => text.Contains("is missing", StringComparison.Ordinal));
        Write("releases/1/content/a.md", "Alpha");
        await service.EventuallyAsync("health/ready", text => text.Contains("Healthy", StringComparison.Ordinal));
        Write("releases/1/content/c.md", "Gamma");

        await service.HoldAsync("Gamma");
    }

    [Fact]
    public async Task New_files_do_not_look_like_another_folder()
    {
        for (var number = 0; number < 3; number++)
        {
            Write($"releases/1/content/new-{number}.md", $"New {number}.");
            await service.HoldAsync($"New {number}.");
        }

        Assert.Equal(4, await service.PassesAsync(4));
    }

    private void Write(string path, string title) => Write(path, title, service);

    private static void Write(string path, string title, WholeService into)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(into.PathOf(path))!);
        File.WriteAllText(into.PathOf(path), Post(title));
    }
}
