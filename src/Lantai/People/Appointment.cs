using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.People;

/// <summary>A post (岗位): what a person may do.</summary>
public enum Post
{
    /// <summary>管理员: accounts, settings, packs; no scores and no bulletins.</summary>
    Administrator,

    /// <summary>政务公开科: the daily work of the office.</summary>
    Office,

    /// <summary>审核人: reviews what the office drafted.</summary>
    Reviewer,

    /// <summary>领导: signs and issues.</summary>
    Leader,

    /// <summary>单位联络员: answers for one unit.</summary>
    Liaison,

    /// <summary>单位审核人: reviews what one unit publishes (复审).</summary>
    UnitReviewer,

    /// <summary>单位负责人: signs what one unit publishes (终审).</summary>
    UnitLeader,

    /// <summary>保密审查人: looks for secrets in what is to be published, of one unit or of all.</summary>
    Secrecy,
}

/// <summary>A post held by an account, in one region or everywhere, until a day or for good.</summary>
public sealed class Appointment
{
    public long Id { get; init; }

    public long AccountId { get; init; }

    public Post Post { get; init; }

    /// <summary>Null holds for every region.</summary>
    public long? RegionId { get; init; }

    /// <summary>The unit whose post it is; null for a post of the whole region.</summary>
    public long? UnitId { get; init; }

    /// <summary>The last day; null is open-ended.</summary>
    public DateOnly? UntilOn { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Appointment>
    {
        public void Configure(EntityTypeBuilder<Appointment> builder) =>
            builder.HasOne<Account>().WithMany().HasForeignKey(appointment => appointment.AccountId);
    }
}

public static class PostTitles
{
    /// <summary>The post as people call it.</summary>
    public static string Title(this Post post) => post switch
    {
        Post.Administrator => "管理员",
        Post.Office => "政务公开科",
        Post.Reviewer => "审核人",
        Post.Leader => "领导",
        Post.Liaison => "单位联络员",
        Post.UnitReviewer => "单位审核人",
        Post.UnitLeader => "单位负责人",
        Post.Secrecy => "保密审查人",
    };

    /// <summary>Held in one unit and nowhere else.</summary>
    public static bool NeedsUnit(this Post post) => post is Post.Liaison or Post.UnitReviewer or Post.UnitLeader;

    /// <summary>May be held in one unit.</summary>
    public static bool TakesUnit(this Post post) => post.NeedsUnit() || post == Post.Secrecy;
}
