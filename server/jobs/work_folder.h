// A folder for what a job writes before it is kept.
#pragma once

#include <filesystem>
#include <string>

namespace tdkt::server {

// Gone with everything in it when the job ends; what a killed program left,
// clear_spool() takes away at the next start.
class WorkFolder {
  public:
    // Below `spool`, which is made when it does not exist. Throws std::system_error.
    explicit WorkFolder(const std::filesystem::path& spool);
    ~WorkFolder();
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;

    std::string file(const std::string& name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
    int held_ = -1;  // its lock tells others that somebody works here
};

}  // namespace tdkt::server
