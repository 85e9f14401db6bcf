namespace Lantai.Requests;

/// <summary>Who applies, as table 三 of the annual report (国办公开办函〔2021〕30号) divides applicants.</summary>
public enum ApplicantKind { Citizen, Company, ResearchInstitute, PublicWelfare, LegalService, OtherOrganisation }

public static class ApplicantKinds
{
    public static IReadOnlyList<ApplicantKind> All { get; } = Enum.GetValues<ApplicantKind>();

    extension(ApplicantKind kind)
    {
        public bool IsCitizen => kind == ApplicantKind.Citizen;

        public string Title => kind switch
        {
            ApplicantKind.Citizen => "自然人",
            ApplicantKind.Company => "商业企业",
            ApplicantKind.ResearchInstitute => "科研机构",
            ApplicantKind.PublicWelfare => "社会公益组织",
            ApplicantKind.LegalService => "法律服务机构",
            ApplicantKind.OtherOrganisation => "其他组织",
        };

        /// <summary>How a letter speaks to the applicant.</summary>
        public string You => kind.IsCitizen ? "您" : "贵单位";
    }
}
